import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseLayer } from "@cobble/plan";
import type { ChangeInfo, ServiceInfo } from "@cobble/wire";
import type { ApiResponse, ArrivedRequest, Peer } from "../src/api/request.ts";
import { createDaemon, type Daemon } from "../src/daemon.ts";
import type { Clock } from "../src/deps.ts";
import { createCheckRunner } from "../src/os/check-runner.ts";
import { createSystemClock } from "../src/os/clock.ts";
import { createSpawnExec } from "../src/os/exec-process.ts";
import { createPrograms } from "../src/os/executable.ts";
import { createFiles } from "../src/os/files.ts";
import { createLogSenders } from "../src/os/log-senders.ts";
import { createProcessUsage } from "../src/os/process-usage.ts";
import { createProcesses } from "../src/os/processes.ts";
import { createSecrets } from "../src/os/secrets.ts";
import { createUsers } from "../src/os/users.ts";
import { readTarget } from "../src/request-target.ts";
import { createMemoryStore } from "../src/state/memory-store.ts";
import type { StateStore } from "../src/state/store.ts";

/** A supervisor with real processes and real time, but no socket: requests go straight in. */
export interface Supervisor extends AsyncDisposable {
  readonly daemon: Daemon;
  /** A temporary folder of the test. */
  readonly directory: string;
  /** The lines of the daemon's log. */
  readonly log: readonly string[];
  /** What services and checks asked the daemon to end with. */
  readonly shutdowns: readonly number[];
  /** Sends a GET from there, as root unless given, and gives back the answer as it is. */
  ask(path: string, peer?: Peer): Promise<ApiResponse>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Adds a layer, or combines it with the one of that label. */
  layer(label: string, yaml: string): Promise<void>;
  /** Does an action on services, and waits until its change is ready. */
  act(action: string, ...services: readonly string[]): Promise<ChangeInfo>;
  service(name: string): Promise<ServiceInfo>;
}

/** An answer, its JSON read. */
export interface Answer {
  readonly status: number;
  readonly result: unknown;
  readonly change: string | undefined;
}

/** A program of `test/fixtures` with one habit. */
export const fixture = (name: string): string => join(import.meta.dir, "fixtures", name);

const admin: Peer = { transport: "unix", uid: 0 };

const toRequest = (method: string, url: string, body: unknown, peer = admin): ArrivedRequest => {
  const { path = url, search = "" } = readTarget(url) ?? {};
  return {
    method,
    path,
    url: () => url,
    query: () => new URLSearchParams(search),
    header: () => undefined,
    body: new Response(body === undefined ? "" : JSON.stringify(body)).body ?? new ReadableStream(),
    peer,
    signal: new AbortController().signal,
  };
};

const ask = async (daemon: Daemon, request: ArrivedRequest): Promise<Answer> => {
  const response = await daemon.answer(request);
  if (typeof response.body !== "string") throw new Error(`${request.url()} did not answer with text`);
  const { result, change } = JSON.parse(response.body) as { result: unknown; change?: string };
  return { status: response.status, result, change };
};

/** Puts a supervisor together over the layer `yaml`; disposing of it ends every process. */
export const startSupervisor = (
  yaml: string,
  options: {
    readonly store?: StateStore;
    readonly oomKills?: () => number | undefined;
    readonly clock?: Clock;
  } = {},
): Supervisor => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-supervisor-"));
  const clock = options.clock ?? createSystemClock();
  const uid = process.getuid?.() ?? 0;
  const users = createUsers(uid);
  const processes = createProcesses();
  const log: string[] = [];
  const shutdowns: number[] = [];
  const environment = { PATH: process.env["PATH"] ?? "", HOME: directory };
  const daemon = createDaemon(
    {
      layers: [parseLayer(yaml.replaceAll("$DIR", directory), { label: "test", order: 1 })],
      systemInfo: { "boot-id": "test", version: "test" },
      args: new Map(),
    },
    {
      clock,
      log: { notice: (text) => void log.push(text), debug: () => undefined },
      random: () => 0,
      store: options.store ?? createMemoryStore(),
      processes,
      programs: createPrograms(),
      usage: createProcessUsage(),
      oomKills: options.oomKills ?? (() => undefined),
      files: createFiles(),
      secrets: createSecrets(),
      spawn: createSpawnExec(),
      users,
      logSenders: createLogSenders({}),
      checkRunner: (serviceContext) => createCheckRunner({ users, environment, processes, serviceContext }),
      environment,
      uid,
      shutdown: (exitCode) => void shutdowns.push(exitCode),
    },
  );
  const get = (path: string): Promise<Answer> => ask(daemon, toRequest("GET", path, undefined));
  const post = (path: string, body: unknown): Promise<Answer> => ask(daemon, toRequest("POST", path, body));
  return {
    daemon,
    directory,
    log,
    shutdowns,
    ask: (path, peer) => daemon.answer(toRequest("GET", path, undefined, peer)),
    get,
    post,
    layer: async (label, text) => {
      const layer = text.replaceAll("$DIR", directory);
      const answer = await post("/v1/layers", { action: "add", combine: true, label, format: "yaml", layer });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.result));
    },
    act: async (action, ...services) => {
      const { status, result, change } = await post("/v1/services", { action, services });
      if (status !== 202) throw new Error(JSON.stringify(result));
      return (await get(`/v1/changes/${change}/wait`)).result as ChangeInfo;
    },
    service: async (name) => {
      const infos = (await get(`/v1/services?names=${name}`)).result as readonly ServiceInfo[];
      const [info] = infos;
      if (info === undefined) throw new Error(`no service "${name}"`);
      return info;
    },
    [Symbol.asyncDispose]: async () => {
      await daemon.stop();
      rmSync(directory, { recursive: true });
    },
  };
};
