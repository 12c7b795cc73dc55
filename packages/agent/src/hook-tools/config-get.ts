import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `config-get [KEY]`: the value of one config option, or all that have one; with `--all` those without, too.
 * @source Juju 3.6, reference/hook-command, config-get
 */
export const configGet: HookTool = {
  name: "config-get",
  flags: {
    ...outputFlags,
    a: { flag: "all", takes: "nothing" },
    all: { flag: "all", takes: "nothing" },
  },
  run(call, { config }) {
    refuseExtra(call.words, 1);
    const [key] = call.words;
    if (key !== undefined && key !== "-") return { stdout: printValue(config.get(key), call) };
    const all = call.flags.get("all") === true;
    const shown = [...config].filter(([, value]) => all || value !== undefined);
    return { stdout: printValue(Object.fromEntries(shown.map(([k, v]) => [k, v ?? null])), call) };
  },
};
