import { join } from "node:path";
import { describeFieldFault, LabelError, LayerError, PlanError } from "@cobble/plan";
import type { SystemInfo } from "@cobble/wire";
import { createDaemon, type Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import { StartError } from "./errors.ts";
import { createServiceEcho } from "./managers/logs/echo.ts";
import { createCheckRunner } from "./os/check-runner.ts";
import { spawnExec } from "./os/exec-process.ts";
import { createPrograms } from "./os/executable.ts";
import { createFiles } from "./os/files.ts";
import { readLayers } from "./os/layer-files.ts";
import { createOomKills } from "./os/oom-kills.ts";
import { createOutput, descriptorFile } from "./os/output.ts";
import { createProcesses } from "./os/processes.ts";
import { createUsers } from "./os/users.ts";
import type { RunOptions } from "./run-options.ts";
import { createMemoryStore } from "./state/memory-store.ts";
import { openSqliteStore } from "./state/sqlite-store.ts";
import type { StateStore } from "./state/store.ts";

const definedOnly = (environment: RunOptions["environment"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const openStore = (options: RunOptions, deps: { readonly clock: Clock; readonly log: Logger }): StateStore =>
  options.environment["PEBBLE_PERSIST"] === "never"
    ? createMemoryStore()
    : openSqliteStore(join(options.pebbleDir, "cobble.db"), deps);

/** The reference's sentence, then, for each fault that it tells, the file, line, column and field. */
const planFailure = (error: LayerError | PlanError): StartError => {
  const places = error.faults
    .filter((fault) => fault.line > 0 && !error.message.includes(describeFieldFault(fault)))
    .map((fault) => `  at ${describeFieldFault({ ...fault, message: "" })}`);
  const [lead = "", ...others] = error.message.split("\n  also ");
  const text = [lead, ...places, ...others.map((other) => `  also ${other}`)].join("\n");
  return new StartError(`cannot load plan: ${text}`, { cause: error });
};

const loadLayers = (options: RunOptions): ReturnType<typeof readLayers> => {
  try {
    return readLayers(join(options.pebbleDir, "layers"));
  } catch (error) {
    if (error instanceof LabelError) {
      throw new StartError(`cannot load plan: ${error.message}`, { cause: error });
    }
    if (error instanceof LayerError) throw planFailure(error);
    throw error;
  }
};

/**
 * Reads the layers, opens the state, and puts the supervisor together with this machine's clock, processes and files.
 * @throws {StartError} when the layers or the state are not as they should be
 */
export const assembleDaemon = (
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
  const users = createUsers(deps.uid);
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
        oomKills: createOomKills().take,
        files: createFiles(),
        spawn: spawnExec,
        // Loaded with the first command: nothing else of the daemon needs websockets.
        acceptWebsocket: async (raw) => (await import("./os/websocket.ts")).acceptWebsocket(raw),
        users,
        checkRunner: (serviceContext) => createCheckRunner({ users, environment, serviceContext }),
        environment,
        uid: deps.uid,
        ...(options.verbose ? { echo: createServiceEcho(createOutput(descriptorFile(1), clock)) } : {}),
        shutdown: deps.shutdown,
      },
    );
  } catch (error) {
    if (error instanceof PlanError) throw planFailure(error);
    throw error;
  }
};
