import { join } from "node:path";
import { LabelError, LayerError, PlanError } from "@cobble/plan";
import type { AccessLevel, SystemInfo } from "@cobble/wire";
import type { ApiRequest, ApiResponse } from "./api/request.ts";
import { createTaskUpgrade } from "./api/tasks.ts";
import { createDaemon, type Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import { messageOf, StartError } from "./errors.ts";
import { readBootId } from "./os/boot-id.ts";
import { createCheckRunner } from "./os/check-runner.ts";
import { createSystemClock } from "./os/clock.ts";
import { spawnExec } from "./os/exec-process.ts";
import { createPrograms } from "./os/executable.ts";
import { createFiles } from "./os/files.ts";
import { type HttpAddress, type HttpListener, listenHttp } from "./os/http-server.ts";
import { createLogger, securityEvent } from "./os/logger.ts";
import { claimSocketPath, openPebbleDir, readLayers } from "./os/pebble-dir.ts";
import { createProcesses } from "./os/processes.ts";
import { listenForSignals, type StopReason } from "./os/stop-signals.ts";
import { createUsers } from "./os/users.ts";
import { writeServiceLines } from "./os/verbose.ts";
import { createMemoryStore } from "./state/memory-store.ts";
import { openSqliteStore } from "./state/sqlite-store.ts";
import type { StateStore } from "./state/store.ts";

/** How the daemon is to run: the flags of `run` and the variables that it reads. */
export interface RunOptions {
  /** `$PEBBLE`: layers, state and, unless said otherwise, the socket. */
  readonly pebbleDir: string;
  readonly socketPath: string;
  /** The name it was started by, `cobble` or `pebble`: it stands in the log. */
  readonly program: string;
  readonly version: string;
  /** Do not start the services with `startup: enabled`. */
  readonly hold: boolean;
  /** Make the directory if it is missing. */
  readonly createDirs: boolean;
  /** Copy what services write to standard output. */
  readonly verbose: boolean;
  /** `ADDRESS:PORT` of the HTTP listener; none when empty or absent. */
  readonly http?: string | undefined;
  /** Arguments for services in place of their `[ ]` part. */
  readonly args?: ReadonlyMap<string, readonly string[]>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @source pebble 1.32, docs/reference/identities.md: root and the daemon's own user are admins, other local users read */
const accessOfPeer =
  (ownUid: number) =>
  (uid: number | undefined): AccessLevel => {
    if (uid === undefined) return "untrusted";
    return uid === 0 || uid === ownUid ? "admin" : "read";
  };

const definedOnly = (environment: RunOptions["environment"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** `:4000`, `127.0.0.1:4000` or `[::1]:4000`. */
const parseHttpAddress = (text: string): HttpAddress => {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    throw new StartError(`cannot listen on "${text}": want ADDRESS:PORT, for example ":4000"`);
  }
  const host = match[1] ?? match[2] ?? "";
  return { transport: "http", host: host === "" ? undefined : host, port };
};

const openStore = (options: RunOptions, deps: { readonly clock: Clock; readonly log: Logger }): StateStore =>
  options.environment["PEBBLE_PERSIST"] === "never"
    ? createMemoryStore()
    : openSqliteStore(join(options.pebbleDir, "cobble.db"), deps);

const loadLayers = (options: RunOptions): ReturnType<typeof readLayers> => {
  try {
    return readLayers(join(options.pebbleDir, "layers"));
  } catch (error) {
    if (error instanceof LayerError || error instanceof LabelError)
      throw new StartError(`cannot load plan: ${error.message}`, { cause: error });
    throw error;
  }
};

/** Requests that are not worth a line each: probes ask them all the time. */
const quietPaths: ReadonlySet<string> = new Set(["/v1/health", "/v1/system-info"]);

const formatElapsed = (ms: number): string => {
  if (ms < 1) return `${(ms * 1000).toFixed(0)}µs`;
  return ms < 1000 ? `${ms.toFixed(3)}ms` : `${(ms / 1000).toFixed(3)}s`;
};

/** Answers, and writes the line of the request to the log. */
const logged =
  (daemon: Daemon, deps: { readonly clock: Clock; readonly log: Logger }) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const began = deps.clock.monotonicMs();
    const answer = await daemon.answer(request);
    if (request.method !== "GET" || !quietPaths.has(request.path)) {
      const transport = request.caller.transport === "unix" ? "http+unix" : request.caller.transport;
      const elapsed = formatElapsed(deps.clock.monotonicMs() - began);
      deps.log.notice(`${request.method} ${request.url()} ${elapsed} ${answer.status} (${transport})`);
    }
    return answer;
  };

const makeDaemon = (
  options: RunOptions,
  deps: {
    readonly clock: Clock;
    readonly log: Logger;
    readonly systemInfo: SystemInfo;
    readonly uid: number;
    readonly shutdown: (exitCode: 0 | 10 | 11) => void;
  },
): Daemon => {
  const { clock, log } = deps;
  const layers = loadLayers(options);
  const users = createUsers();
  const environment = definedOnly(options.environment);
  const store = openStore(options, { clock, log });
  try {
    return createDaemon(
      { layers, systemInfo: deps.systemInfo, args: options.args ?? new Map() },
      {
        clock,
        log,
        random: Math.random,
        store,
        processes: createProcesses(),
        programs: createPrograms(),
        files: createFiles(),
        spawn: spawnExec,
        // Loaded with the first command: nothing else of the daemon needs websockets.
        acceptWebsocket: async (raw) => (await import("./os/websocket.ts")).acceptWebsocket(raw),
        users,
        checkRunner: (serviceContext) =>
          createCheckRunner({ users, environment, uid: deps.uid, serviceContext }),
        environment,
        uid: deps.uid,
        ...(options.verbose ? { echo: writeServiceLines } : {}),
        shutdown: deps.shutdown,
      },
    );
  } catch (error) {
    if (error instanceof PlanError)
      throw new StartError(`cannot load plan: ${error.message}`, { cause: error });
    throw error;
  }
};

/** Starts what is enabled, as a client would, and says so; a plan without any is no fault. */
const autostart = (daemon: Daemon, log: Logger): void => {
  try {
    const change = daemon.services.act("autostart", []);
    daemon.engine.wait(change).then(
      () => log.notice(`Started default services with change ${change.id}.`),
      // A change always settles; its failure is in the change.
      () => undefined,
    );
  } catch (error) {
    log.notice(`Cannot start default services: ${messageOf(error)}`);
  }
};

const sayStop = (reason: StopReason, log: Logger): void => {
  if (reason.type === "signal") log.notice(`Exiting on ${reason.text} signal.`);
  else log.notice("Server exiting!");
};

/**
 * Runs the supervisor until a signal, or a service or check whose action it is, ends it.
 * @returns the exit code: 0, 10 (a service failed) or 11 (a check failed)
 * @throws {StartError} when it cannot start; nothing is left behind then
 */
export const runDaemon = async (options: RunOptions): Promise<number> => {
  const clock = createSystemClock();
  const log = createLogger(clock, {
    program: options.program,
    debug: options.environment["PEBBLE_DEBUG"] === "1",
  });
  const uid = process.getuid?.() ?? 0;
  openPebbleDir(options.pebbleDir, { create: options.createDirs });
  const stop = Promise.withResolvers<StopReason>();
  const httpAddress = (options.http ?? "") === "" ? undefined : parseHttpAddress(options.http ?? "");
  const systemInfo: SystemInfo = {
    "boot-id": readBootId(),
    ...(httpAddress === undefined ? {} : { "http-address": options.http ?? "" }),
    version: options.version,
  };
  await claimSocketPath(options.socketPath);
  const daemon = makeDaemon(options, {
    clock,
    log,
    systemInfo,
    uid,
    shutdown: (exitCode) => stop.resolve({ type: "action", exitCode }),
  });
  log.notice(securityEvent(clock, { name: "sys_startup:0", level: "WARN", description: "Starting daemon" }));
  const handlers = {
    accessOf: accessOfPeer(uid),
    answer: logged(daemon, { clock, log }),
    upgrade: createTaskUpgrade(daemon.exec),
  };
  const listeners: HttpListener[] = [];
  listeners.push(await listenHttp({ transport: "unix", path: options.socketPath }, handlers));
  if (httpAddress !== undefined) {
    listeners.push(await listenHttp(httpAddress, handlers));
    log.notice(`HTTP API server listening on "${options.http}".`);
  }
  const signals = listenForSignals(stop.resolve);
  log.notice("Started daemon.");
  if (!options.hold) autostart(daemon, log);

  const reason = await stop.promise;
  sayStop(reason, log);
  log.notice(
    securityEvent(clock, { name: "sys_shutdown:0", level: "WARN", description: "Shutting down daemon" }),
  );
  await daemon.stop();
  await Promise.all(listeners.map((listener) => listener.close()));
  signals.dispose();
  return reason.type === "action" ? reason.exitCode : 0;
};
