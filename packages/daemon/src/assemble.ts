import { join } from "node:path";
import { PlanError } from "@cobble/plan";
import type { SystemInfo } from "@cobble/wire";
import { createDaemon, type Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import { loadLayers, planFailure } from "./load-layers.ts";
import { createServiceEcho } from "./managers/logs/echo.ts";
import { openState } from "./open-state.ts";
import { createCheckRunner } from "./os/check-runner.ts";
import { createSpawnExec } from "./os/exec-process.ts";
import { createPrograms } from "./os/executable.ts";
import { raiseFileLimit } from "./os/file-limit.ts";
import { createFiles } from "./os/files.ts";
import { createLogSenders } from "./os/log-senders.ts";
import { createOomKills } from "./os/oom-kills.ts";
import { createOutput, descriptorFile } from "./os/output.ts";
import { createProcessUsage } from "./os/process-usage.ts";
import { createProcesses } from "./os/processes.ts";
import { createSecrets } from "./os/secrets.ts";
import { createUsers } from "./os/users.ts";
import type { RunOptions } from "./run-options.ts";
import { answerMeanwhile } from "./turns.ts";

const definedOnly = (environment: RunOptions["environment"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/**
 * Reads the layers, opens the state, and puts the supervisor together with this machine's clock, processes and files.
 * @throws {StartError} when the layers or the state are not as they should be
 */
export const assembleDaemon = async (
  options: RunOptions,
  deps: {
    readonly clock: Clock;
    readonly log: Logger;
    readonly systemInfo: SystemInfo;
    readonly uid: number;
    readonly shutdown: (exitCode: 0 | 10 | 11) => void;
  },
): Promise<Daemon> => {
  const { clock, log } = deps;
  const layersDir = join(options.pebbleDir, "layers");
  const users = createUsers(deps.uid);
  const layers = loadLayers(layersDir, users);
  await answerMeanwhile();
  const environment = definedOnly(options.environment);
  const limit = raiseFileLimit();
  const processes = createProcesses(limit);
  const store = await openState(options, { clock, log });
  try {
    return createDaemon(
      { layers, systemInfo: deps.systemInfo, args: options.args ?? new Map() },
      {
        clock,
        log,
        random: Math.random,
        store,
        processes,
        programs: createPrograms(),
        usage: createProcessUsage(),
        oomKills: createOomKills().take,
        files: createFiles(),
        secrets: createSecrets(),
        spawn: createSpawnExec(limit),
        users,
        logSenders: createLogSenders(),
        checkRunner: (serviceContext) => createCheckRunner({ users, environment, processes, serviceContext }),
        environment,
        uid: deps.uid,
        ...(options.verbose ? { echo: createServiceEcho(createOutput(descriptorFile(1), clock)) } : {}),
        shutdown: deps.shutdown,
      },
    );
  } catch (error) {
    if (error instanceof PlanError) throw planFailure(error, layersDir, users);
    throw error;
  }
};
