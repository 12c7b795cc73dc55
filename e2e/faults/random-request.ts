import type { Random } from "./random.ts";

/** One request as it goes over the wire, and what it was made of. */
export interface RandomRequest {
  readonly title: string;
  readonly bytes: Buffer;
  /** It asks to wait, or for an answer without end: that none comes is no fault. */
  readonly mayWait: boolean;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const oddTexts: readonly string[] = [
  ...[
    "",
    " ",
    "\0",
    "..",
    "/",
    "//",
    "/..",
    "/tmp/../..",
    "/tmp/a\0b",
    "%00",
    "%",
    "\n",
    "\u2028",
    "é😀",
    "\ufffd",
  ],
  ...[
    "0",
    "-1",
    "1e9",
    "true",
    "null",
    "*",
    "[",
    "[^",
    "app",
    "quick",
    "up",
    "1",
    "all",
    "1s",
    "-1s",
    "1h",
    "99999999h",
  ],
  ...[
    "/proc/self/mem",
    "/proc/self/fd/0",
    "/dev/zero",
    "/home",
    "/tmp/x",
    "/sockets",
    `/tmp/${"n".repeat(300)}`,
  ],
  ...["constructor", "__proto__", "toString", "$6$x$y", "{}", "x".repeat(5000), `*a${"*a".repeat(60)}`],
];

const oddValues: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, [], {}, [[]], [null], { a: null }],
  ...oddTexts,
];

const layer =
  "services: {x: {override: replace, command: sleep 1}}\nchecks: {y: {override: replace, tcp: {port: 1}}}";

/** Bodies that are good, or nearly: changed here and there they come further than noise. */
const bodies: Readonly<Record<string, readonly Json[]>> = {
  "/v1/services": [
    { action: "start", services: ["quick"] },
    { action: "stop", services: ["app"] },
    { action: "restart", services: ["app"] },
    { action: "replan" },
    { action: "autostart" },
  ],
  "/v1/signals": [{ signal: "SIGTERM", services: ["app"] }],
  "/v1/layers": [{ action: "add", combine: true, inner: false, label: "fuzz", format: "yaml", layer }],
  "/v1/files": [
    {
      action: "make-dirs",
      dirs: [{ path: "/tmp/d/e", "make-parents": true, permissions: "755", user: "root" }],
    },
    { action: "remove", paths: [{ path: "/tmp/d", recursive: true }] },
  ],
  "/v1/exec": [
    {
      command: ["echo", "hi"],
      environment: { A: "b" },
      "working-dir": "/",
      timeout: "1s",
      "user-id": 0,
      terminal: false,
      "split-stderr": true,
      width: 80,
      height: 25,
      "service-context": "app",
    },
  ],
  "/v1/notices": [
    { action: "add", type: "custom", key: "example.com/a", "repeat-after": "1s", data: { a: "b" } },
  ],
  "/v1/identities": [
    { action: "add", identities: { mary: { access: "read", local: { "user-id": 42 } } } },
    { action: "remove", identities: { mary: null } },
  ],
  "/v1/checks": [
    { action: "stop", checks: ["up"] },
    { action: "start", checks: ["up"] },
  ],
  "/v1/checks/refresh": [{ name: "up" }],
  "/v1/changes/{id}": [{ action: "abort" }],
};

const queryNames: readonly string[] = [
  ...[
    "names",
    "select",
    "for",
    "service",
    "services",
    "n",
    "follow",
    "types",
    "keys",
    "after",
    "users",
    "user-id",
  ],
  ...["timeout", "action", "path", "pattern", "itself", "level", "format", "cursor", "all"],
];

const isContainer = (value: Json): value is readonly Json[] | { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null;

/** The value with something in it changed, left out or added. */
const mutate = (random: Random, value: Json): Json => {
  if (!isContainer(value) || random.oneIn(4)) return random.pick(oddValues);
  if (Array.isArray(value)) {
    const items = [...value];
    if (random.oneIn(4)) return [...items, random.pick(oddValues)];
    const at = random.below(items.length);
    return items.map((item, index) => (index === at ? mutate(random, item) : item));
  }
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  if (random.oneIn(5)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  if (random.oneIn(6))
    return { ...Object.fromEntries(entries), [random.pick(oddTexts)]: random.pick(oddValues) };
  return Object.fromEntries(
    entries.map(([key, item], index) => [key, index === at ? mutate(random, item) : item]),
  );
};

const flipBytes = (random: Random, bytes: Buffer): Buffer => {
  const changed = Buffer.from(bytes);
  for (let count = random.below(8); count >= 0 && changed.length > 0; count -= 1) {
    changed[random.below(changed.length)] = random.below(256);
  }
  return changed;
};

const boundary = "01234567890123456789012345678901";

const multipart = (random: Random): Buffer => {
  const path = random.oneIn(3) ? random.pick(oddTexts) : "/tmp/written";
  const request = { action: "write", files: [{ path, "make-dirs": random.oneIn(2), permissions: "644" }] };
  const json = JSON.stringify(random.oneIn(3) ? mutate(random, request) : request);
  const text = `--${boundary}\r\nContent-Disposition: form-data; name="request"\r\n\r\n${json}\r\n--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${path}"\r\n\r\ncontent\r\n--${boundary}--\r\n`;
  const bytes = Buffer.from(text);
  if (random.oneIn(4)) return bytes.subarray(0, random.below(bytes.length));
  return random.oneIn(3) ? flipBytes(random, bytes) : bytes;
};

const jsonBody = (random: Random, path: string): Buffer => {
  if (random.oneIn(12)) return random.bytes(random.below(2000));
  if (random.oneIn(20)) return Buffer.from("[".repeat(20_000));
  let value: Json = random.pick(bodies[path] ?? [{}]);
  for (let count = random.below(3); count > 0; count -= 1) value = mutate(random, value);
  const bytes = Buffer.from(JSON.stringify(value));
  return random.oneIn(8) ? flipBytes(random, bytes) : bytes;
};

const randomQuery = (random: Random): string => {
  const pairs = Array.from({ length: random.below(4) }, () => {
    const value = random.pick(oddTexts);
    return `${random.pick(queryNames)}=${random.oneIn(5) ? value.replace(/[\s\0]/g, "") : encodeURIComponent(value)}`;
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};

const fillPath = (random: Random, path: string): string =>
  path.replaceAll(/\{[^}]+\}/g, () =>
    random.oneIn(2)
      ? String(random.below(40))
      : encodeURIComponent(random.pick([...oddTexts, "stdio", "control"])),
  );

/**
 * Makes a request up: mostly good or nearly good ones to a route that there is, now and then noise.
 * @param from.routes each as `GET /v1/path/{name}`
 * @param from.headers lines that all have
 */
export const randomRequest = (
  random: Random,
  from: { readonly routes: readonly string[]; readonly headers: readonly string[] },
): RandomRequest => {
  const { routes, headers } = from;
  if (random.oneIn(30)) {
    return { title: "noise", bytes: random.bytes(1 + random.below(3000)), mayWait: true };
  }
  const [known = "GET", path = "/"] = random.pick(routes).split(" ");
  const method = random.oneIn(25) ? random.pick(["PUT", "DELETE", "HEAD", "OPTIONS", "BREW"]) : known;
  const isForm = path === "/v1/files" && method === "POST" && random.oneIn(2);
  const target = fillPath(random, path) + (random.oneIn(2) ? randomQuery(random) : "");
  const body = method !== "POST" ? Buffer.alloc(0) : isForm ? multipart(random) : jsonBody(random, path);
  const isUpgrade = path.includes("websocket") && !random.oneIn(4);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers,
    `Content-Length: ${body.length}`,
    `Content-Type: ${isForm ? `multipart/form-data; boundary=${boundary}` : "application/json"}`,
    ...(random.oneIn(2) ? ["Accept: multipart/form-data"] : []),
    ...(isUpgrade
      ? [
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ]
      : ["Connection: close"]),
    ...(random.oneIn(20) ? [`X-${"y".repeat(random.below(3000))}: z`] : []),
  ];
  const noise = isUpgrade ? random.bytes(random.below(200)) : Buffer.alloc(0);
  const whole = Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body, noise]);
  const isCut = random.oneIn(25);
  const bytes = isCut
    ? whole.subarray(0, random.below(whole.length))
    : random.oneIn(40)
      ? flipBytes(random, whole)
      : whole;
  const waits = /follow|wait|events|timeout|websocket|exec/.test(target) || isCut || bytes !== whole;
  return {
    title: `${method} ${target.slice(0, 200)} ${body.subarray(0, 300).toString("latin1")}`,
    bytes,
    mayWait: waits,
  };
};
