import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { CheckInfo } from "@cobble/wire";
import { type RunningDaemon, startDaemon } from "./daemon.ts";
import { runningMarked } from "./marked-processes.ts";
import { until } from "./support.ts";

setDefaultTimeout(60_000);

/** What a server does to whoever has connected. */
type Habit = (socket: Socket) => void;

const silent: Habit = () => undefined;

const drips: Habit = (socket) => {
  const drip = setInterval(() => socket.write("H"), 20);
  socket.on("close", () => clearInterval(drip));
};

const floods: Habit = (socket) => {
  socket.write("HTTP/1.1 500 X\r\n\r\n");
  const piece = Buffer.alloc(1 << 20, "z");
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on("drain", more);
  more();
};

const habits: readonly Habit[] = [silent, drips, floods];

const listen = async (habit: Habit): Promise<Server> => {
  const server = createServer((socket) => {
    // Whoever asked has gone, as it may.
    socket.on("error", () => socket.destroy());
    habit(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
};

/** Commands of checks, none of which ends by itself in time. */
const commands = [
  "yes",
  `sh -c 'trap "" TERM INT HUP; while :; do sleep 0.01; done'`,
  "sh -c 'sleep 1001 & sleep 1001 & wait'",
  "sh -c 'sleep 1001 & exit 0'",
];

const layerFor = (ports: readonly number[]): string => {
  const timings = "override: replace, period: 500ms, timeout: 200ms, threshold: 2";
  const targets = [
    ...ports.map((port) => `http: {url: 'http://127.0.0.1:${port}/'}`),
    ...commands.map((command) => `exec: {command: ${JSON.stringify(command)}}`),
  ];
  return [
    "services:",
    "  web: {override: replace, startup: enabled, command: sleep 1000, backoff-delay: 10ms}",
    "checks:",
    "  fine: {override: replace, period: 300ms, exec: {command: 'true'}}",
    ...targets.map((target, at) => `  bad${at}: {${timings}, ${target}}`),
    "",
  ].join("\n");
};

const checksOf = async (daemon: RunningDaemon): Promise<Readonly<Record<string, CheckInfo>>> =>
  JSON.parse((await daemon.cobble("checks", "--format=json")).stdout).checks;

const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const pidOfWeb = (daemon: RunningDaemon): number | undefined =>
  runningMarked(daemon.folder).find(({ command }) => command === "sleep 1000")?.pid;

describe("checks whose targets never come to an end", () => {
  let servers: readonly Server[];
  let daemon: RunningDaemon;
  let down: readonly string[];

  beforeAll(async () => {
    servers = await Promise.all(habits.map(listen));
    // A server that listens on TCP has such an address.
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    daemon = await startDaemon({ files: { "layers/001-checks.yaml": layerFor(ports) } });
    down = await until("all the bad ones are down", async () => {
      const bad = Object.entries(await checksOf(daemon)).filter(([name]) => name !== "fine");
      return bad.every(([, { status }]) => status === "down") ? bad.map(([name]) => name) : undefined;
    });
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await daemon[Symbol.asyncDispose]();
  });

  const runsOfFine = async (): Promise<number> => (await checksOf(daemon))["fine"]?.successes ?? 0;

  test("keep no other check from running", async () => {
    expect(down.length).toBe(habits.length + commands.length);
    const before = await runsOfFine();
    await until("it has run ten times", async () => ((await runsOfFine()) >= before + 10 ? true : undefined));
    expect((await checksOf(daemon))["fine"]).toMatchObject({ status: "up", failures: 0 });
  });

  test("keep no service from being restarted at once", async () => {
    const before = pidOfWeb(daemon) ?? 0;
    const start = performance.now();
    process.kill(before, "SIGKILL");
    await until("it runs again", async () => {
      const now = pidOfWeb(daemon);
      return now === undefined || now === before ? undefined : now;
    });
    // It takes some milliseconds; a check that held the daemon up would hold it for 200.
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test("leave no descriptor open and nothing running, however often they run", async () => {
    const before = openFiles(daemon.pid);
    const runs = await runsOfFine();
    await until("they have run twenty times", async () =>
      (await runsOfFine()) >= runs + 20 ? true : undefined,
    );
    // Runs that are under way hold some each, and now and then all of them are; one that is left open at each run is for good.
    const underWay = 2 * (habits.length + commands.length);
    await until("no more is open than runs under way hold", async () =>
      openFiles(daemon.pid) < before + underWay ? true : undefined,
    );
    expect(await daemon.stop()).toBe(0);
    expect(runningMarked(daemon.folder)).toEqual([]);
  });
});
