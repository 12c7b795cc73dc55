import { HookToolError, type ToolInput } from "@cobble/charm";
import type { Juju } from "./juju.ts";

/** One run of a hook tool, its arguments taken apart. */
export interface ToolCall {
  readonly tool: string;
  readonly args: readonly string[];
  /** Arguments that are no options; what stands after `--` is the last of them. */
  readonly words: readonly string[];
  /** The values of options that take one, by name, as in `-r` and `--label`. */
  readonly options: Readonly<Record<string, string>>;
  /** Options that take no value. */
  readonly flags: ReadonlySet<string>;
  readonly input: ToolInput;
}

/** Does what a tool does; what it returns is printed, as JSON unless it is a text that is no JSON. */
export type Tool = (juju: Juju, call: ToolCall) => unknown;

/** Tools by their names. */
export type ToolTable = Readonly<Record<string, Tool>>;

/** What a tool prints as it stands, and not as JSON. */
export class PlainText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The options of Juju's tools that are followed by a value. */
const valued: ReadonlySet<string> = new Set([
  "-r",
  "-s",
  "--log-level",
  "--file",
  "--label",
  "--description",
  "--expire",
  "--rotate",
  "--owner",
  "--relation",
  "--unit",
  "--app-name",
  "--revision",
]);

/** Options that only some of the tools that know them are told something by. */
const valuedIn: Readonly<Record<string, readonly string[]>> = {
  "--endpoints": ["open-port", "close-port"],
  "--app": ["secret-revoke"],
};

const takesValue = (tool: string, option: string): boolean =>
  valued.has(option) || valuedIn[option]?.includes(tool) === true;

/** Takes the arguments of a tool apart. */
export const readToolCall = (tool: string, args: readonly string[], input: ToolInput): ToolCall => {
  const words: string[] = [];
  const options: Record<string, string> = {};
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const [name = "", value] = /^(--[a-z-]+)=(.*)$/s.exec(arg)?.slice(1) ?? [];
    if (arg === "--") {
      words.push(...args.slice(at + 1));
      break;
    }
    if (name !== "" && value !== undefined) options[name] = value;
    else if (takesValue(tool, arg)) options[arg] = args[++at] ?? "";
    else if (arg.startsWith("-") && arg !== "-") flags.add(arg);
    else words.push(arg);
  }
  return { tool, args, words, options, flags, input };
};

/** The error of a tool that fails as Juju's does, with exit code 1. */
export const toolFailure = ({ tool, args }: ToolCall, stderr: string): HookToolError =>
  new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr: `ERROR ${stderr}\n` });
