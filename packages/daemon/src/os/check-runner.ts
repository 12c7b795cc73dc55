import { TaskError } from "../errors.ts";
import type { CheckRunner } from "../managers/checks/runner.ts";
import { type ExecCheckDeps, runExecCheck } from "./exec-check.ts";
import { runHttpCheck } from "./http-check.ts";
import { createConnections } from "./http-connections.ts";
import { runTcpCheck } from "./tcp-check.ts";

/** Runs checks for real. */
export const createCheckRunner = (deps: ExecCheckDeps): CheckRunner => {
  const connections = createConnections(deps.environment);
  return {
    run: async (check, signal) => {
      if (check.http !== undefined) return await runHttpCheck(check.http, { signal, connections });
      if (check.tcp !== undefined) return await runTcpCheck(check.tcp, signal);
      if (check.exec !== undefined) return await runExecCheck(check.exec, { ...deps, signal });
      throw new TaskError(`check "${check.name}" has nothing to run`);
    },
  };
};
