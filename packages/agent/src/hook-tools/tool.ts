import { HookToolError } from "../errors.ts";
import type { HookContext, Said } from "../hooks/context.ts";
import type { ActionHook } from "../hooks/hook.ts";
import type { Arguments, FlagNames } from "./flags.ts";

/** What a call of a hook tool brings besides its context. */
export interface ToolCall extends Arguments {
  /** RFC 3339. */
  readonly now: string;
  /** A text that no other call has had: 32 hexadecimal digits with dashes. */
  readonly newId: () => string;
  /** The texts of the files that the arguments name, by their paths; `-` is the tool's input. */
  readonly files: Readonly<Record<string, string>>;
}

/** What comes of a call: only what is present. */
export interface ToolResult {
  readonly stdout?: string;
  /** The context as it is from now on. */
  readonly context?: HookContext;
  readonly said?: Said;
}

/** A command on the PATH of a charm. */
export interface HookTool {
  readonly name: string;
  readonly flags: FlagNames;
  /** @throws {HookToolError} when it is used wrongly, or cannot do what it is asked */
  run(call: ToolCall, context: HookContext): ToolResult;
}

/**
 * The action that runs.
 * @throws {HookToolError} when none does
 */
export const requireAction = (context: HookContext): ActionHook => {
  if (context.hook.kind === "action") return context.hook;
  throw new HookToolError("not running an action");
};
