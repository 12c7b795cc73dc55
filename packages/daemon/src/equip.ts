import type { Layer } from "@cobble/plan";
import type { SystemInfo } from "@cobble/wire";
import { createDaemon, type Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
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
import type { Users } from "./os/users.ts";
import type { RunOptions } from "./run-options.ts";

/** What a daemon on this machine is put together from. */
export interface Equipment {
  readonly clock: Clock;
  readonly log: Logger;
  readonly users: Users;
  /** Lowest first. */
  readonly layers: readonly Layer[];
  readonly systemInfo: SystemInfo;
  readonly uid: number;
  /** A service or a check wants the daemon to end with this exit code. */
  readonly shutdown: (exitCode: 0 | 10 | 11) => void;
}

const definedOnly = (environment: RunOptions["environment"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/**
 * Opens the state, and puts the supervisor together with this machine's clock, processes and files.
 * @throws {PlanError} when the layers do not make a valid plan
 * @throws {StartError} when the state, or an argument for a service, is not as it should be
 */
export const equipDaemon = async (
  options: RunOptions,
  { layers, systemInfo, ...deps }: Equipment,
): Promise<Daemon> => {
  const { clock, log, users, uid, shutdown } = deps;
  const environment = definedOnly(options.environment);
  const limit = raiseFileLimit();
  const processes = createProcesses(limit);
  const store = await openState(options, { clock, log });
  return createDaemon(
    { layers, systemInfo, args: options.args ?? new Map() },
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
      logSenders: createLogSenders(environment),
      checkRunner: (serviceContext) => createCheckRunner({ users, environment, processes, serviceContext }),
      environment,
      uid,
      ...(options.verbose ? { echo: createServiceEcho(createOutput(descriptorFile(1), clock)) } : {}),
      shutdown,
    },
  );
};
