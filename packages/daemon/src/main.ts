import { dirname } from "node:path";
import type { GivenIdentities, SystemInfo } from "@cobble/wire";
import type { Router } from "./api/router.ts";
import { autostart } from "./autostart.ts";
import type { Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import { messageOf, StartError } from "./errors.ts";
import { createHandlers } from "./handlers.ts";
import { addressesOf, openListeners, readListeners } from "./listeners.ts";
import { readBootId } from "./os/boot-id.ts";
import { createSystemClock } from "./os/clock.ts";
import { createLogger } from "./os/logger.ts";
import { claimDirectory, openPebbleDir } from "./os/pebble-dir.ts";
import { startReaper } from "./os/reaper.ts";
import { notifyServiceManager } from "./os/service-manager.ts";
import { listenForSignals, type StopReason } from "./os/stop-signals.ts";
import { createOwnRequests } from "./own-requests.ts";
import type { RunOptions } from "./run-options.ts";
import { createSecurityLog, type SecurityLog } from "./security-log.ts";
import { answerMeanwhile } from "./turns.ts";

/** What every step of the daemon's life works with. */
interface Life {
  readonly options: RunOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly security: SecurityLog;
  readonly uid: number;
  /** Ends the daemon; only the first reason counts. */
  readonly stop: PromiseWithResolvers<StopReason>;
  /** What is closed in the end, the last thing first. */
  readonly held: AsyncDisposableStack;
}

/** A daemon that listens, and cannot do anything yet. */
interface Listening {
  readonly systemInfo: SystemInfo;
  /** Gives the clients that wait what they wait for. */
  readonly admit: (daemon: Daemon) => void;
  /** Answers what the daemon asks itself. */
  readonly answer: Router;
}

const silent: Logger = { notice: () => undefined, debug: () => undefined };

const createLife = (options: RunOptions, held: AsyncDisposableStack): Life => {
  const clock = createSystemClock();
  const { program, environment } = options;
  const log = options.isQuiet
    ? silent
    : createLogger(clock, { program, debug: environment["PEBBLE_DEBUG"] === "1" });
  const security = createSecurityLog({ clock, log });
  return { options, clock, log, security, uid: process.getuid?.() ?? 0, stop: Promise.withResolvers(), held };
};

/** Whether anything is written in the directory: the state, or the socket. */
const writesInDirectory = ({ environment, socketPath, pebbleDir }: RunOptions): boolean =>
  environment["PEBBLE_PERSIST"] !== "never" || dirname(socketPath) === pebbleDir;

/** Takes the directory for this daemon alone, and makes and fills it when that was asked for. */
const takeDirectory = async ({ options, held }: Life): Promise<void> => {
  const { pebbleDir, createDirs, environment } = options;
  const source = environment["PEBBLE_COPY_ONCE"] ?? "";
  const copying = source === "" ? undefined : await import("./os/copy-once.ts");
  if (!createDirs) copying?.makeTarget(source, pebbleDir);
  openPebbleDir(pebbleDir, { create: createDirs, write: writesInDirectory(options) });
  held.use(await claimDirectory(options));
  copying?.copyOnce(source, pebbleDir);
};

/** The socket answers before anything else is loaded: what needs the daemon waits for it. */
const listen = async (life: Life): Promise<Listening> => {
  const { options, clock, log, held } = life;
  await takeDirectory(life);
  const listeners = readListeners(options);
  const systemInfo: SystemInfo = {
    "boot-id": readBootId(),
    ...addressesOf(listeners),
    version: options.version,
  };
  const { promise: daemon, resolve: admit } = Promise.withResolvers<Daemon>();
  const handlers = createHandlers({ daemon, systemInfo, clock, log });
  // Before the first client can know of us: whoever ends the daemon while it starts finds nothing left behind.
  const signals = listenForSignals(life.stop.resolve, { shares: options.sharesSignals ?? false });
  held.defer(() => signals.dispose());
  await openListeners(listeners, { options, handlers, clock, log, held });
  return { systemInfo, admit, answer: handlers.ownAnswer };
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

/** Loads what the daemon is made of, puts it together, and lets the clients in. */
const assemble = async (life: Life, { systemInfo, admit }: Listening): Promise<Daemon> => {
  const { options, uid, stop } = life;
  const { assembleDaemon } = await import("./assemble.ts");
  await answerMeanwhile();
  const daemon = await assembleDaemon(options, {
    ...life,
    systemInfo,
    shutdown: (exitCode) => stop.resolve({ type: "action", exitCode }),
  });
  if (options.identities !== undefined) await seedIdentities(daemon, { given: options.identities, uid });
  await answerMeanwhile();
  admit(daemon);
  return daemon;
};

/** Tells everybody that the daemon runs, and begins what it does by itself. */
const begin = async (life: Life, answer: Router): Promise<void> => {
  const { options, clock, log, security, uid, stop, held } = life;
  security({ name: "sys_startup:0", level: "WARN", description: "Starting daemon" });
  log.notice("Started daemon.");
  const untold = notifyServiceManager(options.environment, "READY=1");
  if (untold !== undefined) log.notice(`Cannot tell the service manager that the daemon is ready: ${untold}`);
  const ready = options.hold ? Promise.resolve() : autostart(createOwnRequests(answer, uid), log);
  void ready.then(async () => {
    const exitCode = await options.whenStarted?.();
    if (exitCode !== undefined) stop.resolve({ type: "done", exitCode });
  });
  held.adopt(startReaper(clock), (reaper) => reaper.dispose());
  const { keepMemorySmall } = await import("./os/memory.ts");
  held.adopt(keepMemorySmall(clock), (memory) => memory.dispose());
};

const sayStop = (reason: StopReason, log: Logger): void => {
  if (reason.type === "signal") log.notice(`Exiting on ${reason.text} signal.`);
  else if (reason.type === "action") log.notice("Server exiting! Reason: <nil>");
};

/** Ends all that runs, in order. @returns the exit code */
const end = async (daemon: Daemon, { options, log, security, stop }: Life): Promise<number> => {
  const reason = await stop.promise;
  sayStop(reason, log);
  notifyServiceManager(options.environment, "STOPPING=1");
  security({ name: "sys_shutdown:0", level: "WARN", description: "Shutting down daemon" });
  await daemon.stop();
  return reason.type === "signal" ? 0 : reason.exitCode;
};

/**
 * Runs the supervisor until a signal, or a service or check whose action it is, ends it.
 * @returns the exit code: 0, 10 (a service failed), 11 (a check failed), or that of `whenStarted`
 * @throws {StartError} when it cannot start; nothing is left behind then
 */
export const runDaemon = async (options: RunOptions): Promise<number> => {
  await using held = new AsyncDisposableStack();
  const life = createLife(options, held);
  const listening = await listen(life);
  const daemon = await assemble(life, listening);
  await begin(life, listening.answer);
  // Awaited here: what is held is closed on the way out.
  return await end(daemon, life);
};
