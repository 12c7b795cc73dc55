import { describe, expect, it, setDefaultTimeout } from "bun:test";
import { hostname } from "node:os";
import { type HttpReceiver, startHttpReceiver } from "./http-receiver.ts";
import { lokiFaults } from "./loki-json.ts";
import { otlpFaults } from "./otlp-json.ts";
import { rsyslogd, startRsyslog } from "./rsyslog.ts";
import { startSupervisor } from "./supervisor.ts";
import { until } from "./until.ts";

// A second passes before each first batch, and three when a receiver that never answers is given up at the end.
setDefaultTimeout(30_000);

/** A service that writes so many numbered lines at once, and then sleeps. */
const counting = (name: string, lines: number): string =>
  `  ${name}: {override: replace, command: sh -c 'seq 1 ${lines}; exec sleep 1000', environment: {WHO: ${name}}}\n`;

const layer = (services: string, logTargets: string): string =>
  `services:\n${services}log-targets:\n${logTargets}`;

const loki = (port: number): string =>
  `  loki: {override: replace, type: loki, location: "http://127.0.0.1:${port}/push", services: [all], labels: {who: $WHO}}\n`;

const syslog = (transport: "tcp" | "udp", port: number): string =>
  `  sys: {override: replace, type: syslog, location: "${transport}://127.0.0.1:${port}", services: [all], labels: {who: 'a "$WHO"'}}\n`;

/** What a receiver of Loki's pushes has, as `SERVICE WHO LINE`. */
const lokiLines = ({ received }: HttpReceiver): readonly string[] =>
  received.flatMap(({ body }) => {
    const parsed = JSON.parse(body);
    expect(lokiFaults(parsed)).toEqual([]);
    const { streams } = parsed as {
      streams: { stream: { pebble_service: string; who: string }; values: [string, string][] }[];
    };
    return streams.flatMap(({ stream, values }) =>
      values.map(([, line]) => `${stream.pebble_service} ${stream.who} ${line}`),
    );
  });

const numbered = (count: number, of: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => of(at + 1));

describe("a log target of Loki", () => {
  it("has every line of its services once and in order", async () => {
    await using receiver = await startHttpReceiver();
    await using supervisor = startSupervisor(
      layer(counting("web", 2500) + counting("db", 10), loki(receiver.port)),
    );
    await supervisor.act("start", "web", "db");
    await until("all lines have come", () => lokiLines(receiver).length === 2510);
    const lines = lokiLines(receiver);
    expect(lines.filter((line) => line.startsWith("web"))).toEqual(numbered(2500, (n) => `web web ${n}`));
    expect(lines.filter((line) => line.startsWith("db"))).toEqual(numbered(10, (n) => `db db ${n}`));
  });

  it("has every line when its receiver cut the connection and asked for time", async () => {
    await using receiver = await startHttpReceiver({
      treatments: ["cut", { status: 429, headers: { "Retry-After": "1" } }, { status: 204 }],
    });
    await using supervisor = startSupervisor(layer(counting("web", 300), loki(receiver.port)));
    await supervisor.act("start", "web");
    await until("all lines have come", () => receiver.received.length === 3);
    const [first, second, ...good] = receiver.received;
    expect(new Set([first?.body, second?.body, good[0]?.body]).size).toBe(1);
    const lines = lokiLines({ ...receiver, received: good });
    expect(lines).toEqual(numbered(300, (n) => `web web ${n}`));
    expect(supervisor.log.filter((line) => line.includes('target "loki"'))).toHaveLength(2);
    const recovered = 'Target "loki" takes logs again after 2 failures';
    await until("that is in the log", () => supervisor.log.includes(recovered));
  });

  it("has the lines of before when its receiver comes back, and those of the end", async () => {
    const { port } = await (async () => {
      await using receiver = await startHttpReceiver();
      return receiver;
    })();
    const service =
      "  web: {override: replace, command: sh -c 'trap \"echo bye; exit 0\" TERM; seq 1 50; while true; do sleep 0.1; done'}\n";
    const supervisor = startSupervisor(layer(service, loki(port)));
    await supervisor.act("start", "web");
    await until("it was tried", () => supervisor.log.some((line) => line.includes("connection refused")));
    await using receiver = await startHttpReceiver({ port });
    await supervisor[Symbol.asyncDispose]();
    const lines = lokiLines(receiver);
    expect(lines.slice(0, 50)).toEqual(numbered(50, (n) => `web  ${n}`));
    expect(lines.at(-1)).toBe("web  bye");
  });

  it("delays nobody else when its receiver never answers", async () => {
    await using silent = await startHttpReceiver({ treatments: ["silence"] });
    await using receiver = await startHttpReceiver();
    const targets = loki(receiver.port) + loki(silent.port).replace("loki:", "silent:");
    await using supervisor = startSupervisor(layer(counting("web", 20_000), targets));
    await supervisor.act("start", "web");
    await until("all lines have come to the other", () => receiver.received.at(-1)?.body.includes('"20000"'));
    expect(silent.received).toHaveLength(1);
  });
});

describe("a log target of OpenTelemetry", () => {
  it("is sent what the protocol defines", async () => {
    await using receiver = await startHttpReceiver({
      treatments: [
        { status: 200, text: '{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"too old"}}' },
      ],
    });
    const target = `  otel: {override: replace, type: opentelemetry, location: "http://127.0.0.1:${receiver.port}", services: [web], labels: {who: $WHO}}\n`;
    await using supervisor = startSupervisor(layer(counting("web", 3), target));
    await supervisor.act("start", "web");
    const [request] = await until("it has come", () => receiver.received.length === 1 && receiver.received);
    expect([request?.path, request?.headers["content-type"]]).toEqual(["/v1/logs", "application/json"]);
    const body: unknown = JSON.parse(request?.body ?? "");
    expect(otlpFaults(body)).toEqual([]);
    const stringValue = (text: string) => ({ stringValue: text });
    expect(body).toMatchObject({
      resourceLogs: [
        {
          resource: {
            attributes: [
              { key: "service.name", value: stringValue("web") },
              { key: "who", value: stringValue("web") },
            ],
          },
          scopeLogs: [
            { scope: { name: "pebble" }, logRecords: ["1", "2", "3"].map((n) => ({ body: stringValue(n) })) },
          ],
        },
      ],
    });
    const complaint = 'Target "otel": server rejected 1 logs: too old';
    await until("the complaint is in the log", () => supervisor.log.includes(complaint));
  });
});

describe.skipIf(rsyslogd === null)("a log target of syslog, to a real rsyslogd", () => {
  for (const transport of ["tcp", "udp"] as const) {
    it(`has every line with its labels over ${transport}`, async () => {
      // More datagrams than that might not find room, when the server is slow to read them.
      const count = transport === "tcp" ? 300 : 50;
      await using server = await startRsyslog();
      await using supervisor = startSupervisor(layer(counting("web", count), syslog(transport, server.port)));
      await supervisor.act("start", "web");
      await until("all lines have come", () => server.lines().length === count);
      const lines = server.lines().map((line) => line.split("|"));
      expect(lines.map((fields) => fields.at(-1)?.trim())).toEqual(numbered(count, String));
      const [host, service, priority, element, time = ""] = lines[0] ?? [];
      expect([host, service, priority, element]).toEqual([
        hostname(),
        "web",
        "user.notice",
        '[pebble@28978 who="a \\"web\\""]',
      ]);
      expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
    });
  }

  it("goes on when the server has gone and is back", async () => {
    const first = await startRsyslog();
    const service =
      "  web: {override: replace, command: sh -c 'i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done'}\n";
    await using supervisor = startSupervisor(layer(service, syslog("tcp", first.port)));
    await supervisor.act("start", "web");
    await until("lines come", () => first.lines().length > 0);
    await first[Symbol.asyncDispose]();
    await until("it was tried", () => supervisor.log.some((line) => line.includes("connection refused")));
    await using second = await startRsyslog({ port: first.port });
    await until("lines come again", () => second.lines().length > 20);
    const numbers = second.lines().map((line) => Number(line.split("|").at(-1)));
    expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
  });
});
