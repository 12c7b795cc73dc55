import { HookToolError } from "../errors.ts";
import type { HookTool } from "./tool.ts";

const levels = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

/** Juju takes a level it does not know for INFO. */
const readLevel = (text: string): string => {
  const level = text.toUpperCase();
  if (level === "WARN") return "WARNING";
  return levels.includes(level) ? level : "INFO";
};

/**
 * `juju-log [-l LEVEL] MESSAGE`: writes a line to the charm's log, at once.
 * @source Juju 3.6, reference/hook-command, juju-log
 */
export const jujuLog: HookTool = {
  name: "juju-log",
  flags: {
    debug: { flag: "debug", takes: "nothing" },
    l: { flag: "level", takes: "text" },
    "log-level": { flag: "level", takes: "text" },
    format: { flag: "format", takes: "text" },
  },
  run({ words, flags }) {
    if (words.length === 0) throw new HookToolError("no message specified", 2);
    const level = flags.get("debug") === true ? "DEBUG" : readLevel(String(flags.get("level") ?? "INFO"));
    return { said: { type: "log", level, message: words.join(" ") } };
  },
};
