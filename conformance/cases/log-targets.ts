import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

const services = lines(
  "services:",
  "  web:",
  "    override: replace",
  "    command: sh -c 'echo one; echo \"<b> \\\\\"; printf half; exec sleep 1000'",
  "    environment: {OWNER: alice, EMPTY: ''}",
  "  db: {override: replace, command: sh -c 'echo data; exec sleep 1000'}",
  "  long: {override: replace, command: sh -c 'cat long.txt; exec sleep 1000'}",
  "  clock: {override: replace, command: sh -c 'i=0; while true; do i=$((i+1)); echo tick $i; sleep 0.3; done'}",
);

function files(target: string): Readonly<Record<string, string>> {
  return {
    "layers/001-base.yaml": lines(`${services}log-targets:`, `  t: {override: replace, ${target}}`),
    "long.txt": lines("x".repeat(5000)),
  };
}

function loki(words: string): string {
  return `type: loki, location: "http://127.0.0.1:{receiver}/loki/api/v1/push", ${words}`;
}

/** A push to Loki of one batch. */
function push(...streams: readonly string[]): string {
  return lines("/loki/api/v1/push application/json; charset=utf-8", `{"streams":[${streams.join(",")}]}`);
}

function stream(labels: string, ...texts: readonly string[]): string {
  const values = texts.map((text) => `["{n}","${text}"]`).join(",");
  return `{"stream":{${labels}},"values":[${values}]}`;
}

const web = '"pebble_service":"web"';
const webTexts = ["one", "{any}b{any} \\\\", "half"];

/** What receivers of logs get. */
export const logTargets: CaseList = {
  noun: "log targets",
  cases: [
    {
      name: "a second after the first line Loki gets a push with a stream for each service",
      files: files(loki("services: [all]")),
      receiver: { protocol: "http" },
      steps: [
        { run: ["start", "web", "db"] },
        {
          received: push(stream('"pebble_service":"db"', "data"), stream(web, ...webTexts)),
          eventually: true,
        },
      ],
    },
    {
      name: "labels have the values of the service's own environment",
      files: files(
        loki(
          // biome-ignore lint/suspicious/noTemplateCurlyInString: what stands in a layer file is meant
          "services: [web], labels: {z: plain, o: 'user-$OWNER', b: '${OWNER}!', e: $EMPTY, h: $HOME, d: a$$b}",
        ),
      ),
      receiver: { protocol: "http" },
      steps: [
        { run: ["start", "web"] },
        {
          received: push(
            stream(`"b":"alice!","d":"ab","e":"","h":"","o":"user-alice",${web},"z":"plain"`, ...webTexts),
          ),
          eventually: true,
        },
      ],
    },
    {
      name: "the last word about a service says whether its lines are sent",
      files: files(loki("services: [all, -web, -db, db]")),
      receiver: { protocol: "http" },
      steps: [
        { run: ["start", "web", "db"] },
        { received: push(stream('"pebble_service":"db"', "data")), eventually: true },
      ],
    },
    {
      name: "a target without services gets nothing",
      files: files(loki("labels: {a: b}")),
      receiver: { protocol: "http" },
      steps: [{ run: ["start", "web"] }, { run: ["start", "db"] }, { received: "" }],
    },
    {
      name: "a target that is added later gets what is kept",
      files: {
        ...files(loki("services: []")),
        "more.yaml": lines("log-targets:", `  late: {override: replace, ${loki("services: [db]")}}`),
      },
      receiver: { protocol: "http" },
      steps: [
        { run: ["start", "db"] },
        { run: ["add", "more", "more.yaml"], stdout: '{any}Layer "more" added successfully{any}' },
        { received: push(stream('"pebble_service":"db"', "data")), eventually: true },
      ],
    },
    {
      name: "a line that is too long is sent in pieces",
      files: files(loki("services: [long]")),
      receiver: { protocol: "http" },
      steps: [
        { run: ["start", "long"] },
        {
          received: push(stream('"pebble_service":"long"', "x".repeat(4064), "x".repeat(936))),
          eventually: true,
        },
      ],
    },
    {
      name: "a batch that is answered with 500 is sent again, with one that comes after it",
      files: files(loki("services: [clock]")),
      receiver: { protocol: "http", answers: [500, 204] },
      steps: [
        { run: ["start", "clock"] },
        { received: '{any}"tick 1"{any}"tick 1"{any}"tick 6"{any}', eventually: true },
      ],
    },
    {
      name: "a batch that is answered with 400 is not sent again",
      files: files(loki("services: [clock]")),
      receiver: { protocol: "http", answers: [400, 204] },
      steps: [
        { run: ["start", "clock"] },
        { received: '{any}"tick 1"{any}\n{any}\n{any}"tick 6"{any}', eventually: true },
      ],
    },
    {
      name: "a collector of OpenTelemetry gets a resource with its labels and records",
      files: files(
        'type: opentelemetry, location: "http://127.0.0.1:{receiver}", services: [db], labels: {z: plain, a: $OWNER}',
      ),
      receiver: { protocol: "http", answers: [200] },
      steps: [
        { run: ["start", "db"] },
        {
          received: lines(
            "/v1/logs application/json",
            `{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"db"}},` +
              `{"key":"a","value":{"stringValue":""}},{"key":"z","value":{"stringValue":"plain"}}]},"scopeLogs":[` +
              `{"scope":{"name":"pebble"},"logRecords":[{"timeUnixNano":"{n}","body":{"stringValue":"data"}}]}]}]}`,
          ),
          eventually: true,
        },
      ],
    },
    {
      name: "a syslog server on TCP gets messages with their lengths",
      files: files(
        'type: syslog, location: "tcp://127.0.0.1:{receiver}", services: [web], labels: {z: \'a]b"c\', a: $OWNER}',
      ),
      receiver: { protocol: "tcp" },
      steps: [
        { run: ["start", "web"] },
        {
          received: ["one", "<b> \\", "half"]
            .map((text) => `{n} <13>1 {time} {any} web - - [pebble@28978 a="alice" z="a\\]b\\"c"] ${text}`)
            .join(""),
          eventually: true,
        },
      ],
    },
    {
      name: "a syslog server on UDP gets a datagram a line",
      files: files('type: syslog, location: "udp://127.0.0.1:{receiver}", services: [web]'),
      receiver: { protocol: "udp" },
      steps: [
        { run: ["start", "web"] },
        {
          received: lines(
            ...["one", "<b> \\", "half"].map((text) => `<13>1 {time} {any} web - - [pebble@28978] ${text}`),
          ),
          eventually: true,
        },
      ],
    },
  ],
};
