import type { Status } from "../unit/facts.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

const withData = ({ status, message }: Status): Readonly<Record<string, unknown>> => ({
  message,
  status,
  "status-data": {},
});

/**
 * `status-get`: the unit's status as the charm last set it, or with `--application` that of the application and its units.
 * @source Juju 3.6, reference/hook-command, status-get; ops 3.9, ops/hookcmds/_types.py, AppStatus
 */
export const statusGet: HookTool = {
  name: "status-get",
  flags: {
    ...outputFlags,
    application: { flag: "application", takes: "nothing" },
    "include-data": { flag: "include-data", takes: "nothing" },
  },
  run(call, { facts, unitName }) {
    refuseExtra(call.words, 0);
    const isApp = call.flags.get("application") === true;
    const shown = isApp ? facts.appStatus : facts.unitStatus;
    if (call.flags.get("include-data") !== true) return { stdout: printValue(shown.status, call) };
    if (!isApp) return { stdout: printValue(withData(shown), call) };
    const units = { [unitName]: withData(facts.unitStatus) };
    return { stdout: printValue({ "application-status": { ...withData(shown), units } }, call) };
  },
};
