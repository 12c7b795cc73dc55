import { dirname } from "node:path";
import type { GivenIdentities, SystemInfo } from "@cobble/wire";
import { logRequests } from "./api/request-log.ts";
import { sync } from "./api/respond.ts";
import type { Router } from "./api/router.ts";
import type { Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import { messageOf, StartError } from "./errors.ts";
import { addressesOf, openListeners, readListeners } from "./listeners.ts";
import { readBootId } from "./os/boot-id.ts";
import { createSystemClock } from "./os/clock.ts";
import type { HttpHandlers } from "./os/http-server.ts";
import { createLogger } from "./os/logger.ts";
import { claimDirectory, openPebbleDir } from "./os/pebble-dir.ts";
import { startReaper } from "./os/reaper.ts";
import { notifyServiceManager } from "./os/service-manager.ts";
import { listenForSignals, type StopReason } from "./os/stop-signals.ts";
import type { RunOptions } from "./run-options.ts";
import { createSecurityLog } from "./security-log.ts";
import { answerMeanwhile } from "./turns.ts";

/** What the listeners answer with, from the moment the socket is there. */
const createHandlers = (deps: {
  readonly daemon: Promise<Daemon>;
  readonly systemInfo: SystemInfo;
  readonly clock: Clock;
  readonly log: Logger;
}): HttpHandlers => {
  const info = sync(deps.systemInfo);
  let daemon: Daemon | undefined;
  // A daemon that cannot start says so to whoever started it; its listeners are closed then.
  deps.daemon.then(
    (made) => {
      daemon = made;
    },
    () => undefined,
  );
  const answer: Router = async (request) => {
    if (daemon !== undefined) return daemon.answer(request);
    if (request.method === "GET" && request.path === "/v1/system-info") return info;
    return (await deps.daemon).answer(request);
  };
  return {
    answer: logRequests(answer, deps),
    upgrade: async (request, raw) => (await deps.daemon).upgrade(request, raw),
  };
};

/** Starts what is enabled, as a client would, and says so; a plan without any is no fault. Settles when all has been tried. */
const autostart = async (daemon: Daemon, log: Logger): Promise<void> => {
  try {
    const change = daemon.services.act("autostart", []);
    await daemon.engine.wait(change);
    log.notice(`Started default services with change ${change.id}.`);
  } catch (error) {
    log.notice(`Cannot start default services: ${messageOf(error)}`);
  }
};

/**
 * Puts the identities of `--identities` in place.
 * @source pebble 1.32, docs/how-to/manage-identities.md, Seed initial identities
 */
const seedIdentities = async (
  { identities }: Daemon,
  seed: { readonly given: GivenIdentities; readonly uid: number },
): Promise<void> => {
  try {
    const wanted = identities.read(seed.given);
    await identities.change({ action: "replace", identities: wanted, actor: String(seed.uid) });
  } catch (error) {
    throw new StartError(`cannot replace identities: ${messageOf(error)}`, { cause: error });
  }
};

const sayStop = (reason: StopReason, log: Logger): void => {
  if (reason.type === "signal") log.notice(`Exiting on ${reason.text} signal.`);
  else if (reason.type === "action") log.notice("Server exiting!");
};

const silent: Logger = { notice: () => undefined, debug: () => undefined };

/** Whether anything is written in the directory: the state, or the socket. */
const writesInDirectory = ({ environment, socketPath, pebbleDir }: RunOptions): boolean =>
  environment["PEBBLE_PERSIST"] !== "never" || dirname(socketPath) === pebbleDir;

/**
 * Runs the supervisor until a signal, or a service or check whose action it is, ends it.
 * @returns the exit code: 0, 10 (a service failed), 11 (a check failed), or that of `whenStarted`
 * @throws {StartError} when it cannot start; nothing is left behind then
 */
export const runDaemon = async (options: RunOptions): Promise<number> => {
  const clock = createSystemClock();
  const log = options.isQuiet
    ? silent
    : createLogger(clock, {
        program: options.program,
        debug: options.environment["PEBBLE_DEBUG"] === "1",
      });
  const security = createSecurityLog({ clock, log });
  const uid = process.getuid?.() ?? 0;
  openPebbleDir(options.pebbleDir, { create: options.createDirs, write: writesInDirectory(options) });
  const stop = Promise.withResolvers<StopReason>();
  const listeners = readListeners(options);
  const systemInfo: SystemInfo = {
    "boot-id": readBootId(),
    ...addressesOf(listeners),
    version: options.version,
  };
  await using held = new AsyncDisposableStack();
  held.use(await claimDirectory(options));
  const source = options.environment["PEBBLE_COPY_ONCE"] ?? "";
  if (source !== "") (await import("./os/copy-once.ts")).copyOnce(source, options.pebbleDir);
  // The socket answers before anything else is loaded: what needs the daemon waits for it.
  const assembled = Promise.withResolvers<Daemon>();
  const handlers = createHandlers({ daemon: assembled.promise, systemInfo, clock, log });
  // Before the first client can know of us: whoever ends the daemon while it starts finds nothing left behind.
  const signals = listenForSignals(stop.resolve);
  held.defer(() => signals.dispose());
  await openListeners(listeners, { options, handlers, clock, log, held });
  const { assembleDaemon } = await import("./assemble.ts");
  await answerMeanwhile();
  const daemon = await assembleDaemon(options, {
    clock,
    log,
    systemInfo,
    uid,
    shutdown: (exitCode) => stop.resolve({ type: "action", exitCode }),
  });
  if (options.identities !== undefined) await seedIdentities(daemon, { given: options.identities, uid });
  await answerMeanwhile();
  assembled.resolve(daemon);
  security({ name: "sys_startup:0", level: "WARN", description: "Starting daemon" });
  log.notice("Started daemon.");
  const untold = notifyServiceManager(options.environment, "READY=1");
  if (untold !== undefined) log.notice(`Cannot tell the service manager that the daemon is ready: ${untold}`);
  const ready = options.hold ? Promise.resolve() : autostart(daemon, log);
  void ready.then(async () => {
    const exitCode = await options.whenStarted?.();
    if (exitCode !== undefined) stop.resolve({ type: "done", exitCode });
  });
  held.adopt(startReaper(clock), (reaper) => reaper.dispose());
  const { keepMemorySmall } = await import("./os/memory.ts");
  held.adopt(keepMemorySmall(clock), (memory) => memory.dispose());

  const reason = await stop.promise;
  sayStop(reason, log);
  notifyServiceManager(options.environment, "STOPPING=1");
  security({ name: "sys_shutdown:0", level: "WARN", description: "Shutting down daemon" });
  await daemon.stop();
  return reason.type === "signal" ? 0 : reason.exitCode;
};
