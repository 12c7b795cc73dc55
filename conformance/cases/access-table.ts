import type { CaseList, ConformanceCase, RequestStep, Step } from "../case.ts";
import { failure } from "../replies.ts";

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

const accessLevels = ["admin", "read", "metrics", "untrusted"] as const;

type Access = (typeof accessLevels)[number];
type Level = "open" | "metrics" | "read" | "admin" | "nobody";

/** An endpoint; what it says when its caller may ask, and sends nothing that makes sense; and when the caller has no user ID. */
interface EndpointRow {
  readonly send: string;
  readonly level: Level;
  readonly status: number;
  readonly statusWithoutUser?: number;
}

/** Every endpoint of the reference. */
const endpoints: readonly EndpointRow[] = [
  { send: "GET /v1/system-info", level: "open", status: 200 },
  { send: "GET /v1/health", level: "open", status: 200 },
  { send: "GET /v1/metrics", level: "metrics", status: 200 },
  { send: "GET /v1/services", level: "read", status: 200 },
  { send: "GET /v1/services/x", level: "read", status: 400 },
  { send: "GET /v1/changes", level: "read", status: 200 },
  { send: "GET /v1/changes/99", level: "read", status: 404 },
  { send: "GET /v1/changes/99/wait", level: "read", status: 404 },
  { send: "GET /v1/logs", level: "read", status: 200 },
  { send: "GET /v1/checks", level: "read", status: 200 },
  { send: "GET /v1/identities", level: "read", status: 200 },
  { send: "GET /v1/notices", level: "read", status: 200, statusWithoutUser: 403 },
  { send: "GET /v1/notices/99", level: "read", status: 404, statusWithoutUser: 403 },
  { send: "POST /v1/notices", level: "read", status: 400, statusWithoutUser: 403 },
  { send: "GET /v1/plan", level: "admin", status: 400 },
  { send: "GET /v1/files", level: "admin", status: 400 },
  { send: "GET /v1/tasks/99/websocket/stdio", level: "admin", status: 404 },
  { send: "POST /v1/files", level: "admin", status: 400 },
  { send: "POST /v1/layers", level: "admin", status: 400 },
  { send: "POST /v1/services", level: "admin", status: 400 },
  { send: "POST /v1/signals", level: "admin", status: 400 },
  { send: "POST /v1/changes/99", level: "admin", status: 404 },
  { send: "POST /v1/checks", level: "admin", status: 400 },
  { send: "POST /v1/checks/refresh", level: "admin", status: 400 },
  { send: "POST /v1/exec", level: "admin", status: 400 },
  { send: "POST /v1/identities", level: "admin", status: 400 },
  { send: "POST /v1/pairing", level: "nobody", status: 401 },
];

/** Every endpoint that only we have. */
const ourEndpoints: readonly EndpointRow[] = [
  { send: "GET /v1/openapi.json", level: "open", status: 200 },
  { send: "GET /v1/stats", level: "read", status: 200 },
  { send: "GET /v1/replan/preview", level: "read", status: 200 },
  { send: "GET /v1/services/x/explanation", level: "read", status: 404 },
  { send: "GET /v1/events?types=x", level: "read", status: 400 },
];

/** Who asks, what is open to them, and whether the daemon knows their user ID. */
interface CallerRow {
  readonly who: string;
  readonly may: readonly Level[];
  readonly hasUser?: true;
  readonly ask: Partial<RequestStep>;
}

const all: readonly Level[] = ["open", "metrics", "read", "admin"];

/** What each access opens on the socket and over HTTPS. */
const opened: Readonly<Record<Access, readonly Level[]>> = {
  admin: all,
  read: ["open", "metrics", "read"],
  metrics: ["open", "metrics"],
  untrusted: ["open"],
};

/** What each access opens over TCP without TLS. */
const openedByHttp: Readonly<Record<Access, readonly Level[]>> = {
  admin: ["open"],
  read: ["open"],
  metrics: ["open", "metrics"],
  untrusted: ["open"],
};

function password(words: string): Partial<RequestStep> {
  return { headers: { authorization: `Basic ${Buffer.from(words).toString("base64")}` } };
}

/** The user IDs of the local identities: nobody has them. */
const userIds: Readonly<Record<Access, number>> = {
  admin: 50_001,
  read: 50_002,
  metrics: 50_003,
  untrusted: 50_004,
};
const stranger = 50_009;

const callers: readonly CallerRow[] = [
  { who: "root on the socket", may: all, hasUser: true, ask: {} },
  { who: "root with a wrong password", may: all, hasUser: true, ask: password("read:wrong") },
  { who: "another user on the socket", may: opened.read, hasUser: true, ask: { asUser: stranger } },
  {
    who: "another user with a wrong password",
    may: opened.read,
    hasUser: true,
    ask: { asUser: stranger, ...password("admin:wrong") },
  },
  {
    who: "another user with an admin's password",
    may: all,
    ask: { asUser: stranger, ...password("admin:secret") },
  },
  ...accessLevels.flatMap((access): readonly CallerRow[] => [
    {
      who: `the user of an identity with access ${access}`,
      may: opened[access],
      hasUser: true,
      ask: { asUser: userIds[access] },
    },
    { who: `access ${access} by password`, may: opened[access], ask: password(`${access}:secret`) },
    {
      who: `access ${access} by password over HTTP`,
      may: openedByHttp[access],
      ask: { over: "http", ...password(`${access}:secret`) },
    },
    {
      who: `access ${access} by certificate`,
      may: opened[access],
      ask: { over: "https", showing: [access] },
    },
  ]),
  { who: "anybody over HTTP", may: ["open"], ask: { over: "http" } },
  { who: "a wrong password over HTTP", may: ["open"], ask: { over: "http", ...password("metrics:wrong") } },
  { who: "an unknown certificate", may: ["open"], ask: { over: "https", showing: ["stranger"] } },
  {
    who: "an unknown certificate with an admin's password",
    may: ["open"],
    ask: { over: "https", showing: ["stranger"], ...password("admin:secret") },
  },
];

/** Identities with each access, three of each: by user ID, by password and by certificate. */
const addIdentities: Step = {
  send: "POST /v1/identities",
  body: {
    action: "add",
    identities: Object.fromEntries(
      accessLevels.flatMap((access) => [
        [access, { access, basic: { password: hash } }],
        [`user-${access}`, { access, local: { "user-id": userIds[access] } }],
        [`client-${access}`, { access, cert: { pem: `{pem:${access}}` } }],
      ]),
    ),
  },
  status: 200,
};

const denied = failure(401, { message: "access denied", kind: "login-required" });

function expected(
  { level, status, statusWithoutUser = status }: EndpointRow,
  caller: CallerRow,
): Pick<RequestStep, "status" | "json"> {
  if (!caller.may.includes(level)) return denied;
  return { status: caller.hasUser ? status : statusWithoutUser };
}

function askAll(rows: readonly EndpointRow[], caller: CallerRow): readonly Step[] {
  return rows.map((row) => ({
    send: row.send,
    ...(row.send.startsWith("POST") ? { body: {} } : {}),
    ...caller.ask,
    ...expected(row, caller),
  }));
}

const world = {
  daemon: ["--hold", "--http", "{http}", "--https", "{https}"],
  certificates: { admin: "good", read: "good", metrics: "good", untrusted: "good", stranger: "good" },
  needsRoot: true,
} satisfies Partial<ConformanceCase>;

/** Who may call what: every endpoint with every kind of caller. */
export const accessTable: CaseList = {
  noun: "access table",
  cases: [
    ...callers.map((caller) => ({
      ...world,
      name: `every endpoint says what it should to ${caller.who}`,
      steps: [addIdentities, ...askAll(endpoints, caller)],
    })),
    {
      ...world,
      name: "what only we have says what it should to every caller",
      steps: [addIdentities, ...callers.flatMap((caller) => askAll(ourEndpoints, caller))],
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason: "the reference does not have these endpoints",
      },
    },
  ],
};
