import { type Data, isData } from "../data.ts";
import { HookToolError } from "../errors.ts";
import type { RunTool } from "./run-tool.ts";

/** A JSON object whose fields nobody has looked at yet. */
export type Answer = Data;

const unreadable = (tool: string, reason: string): HookToolError =>
  new HookToolError("hook-tool-failed", { tool, args: [], reason });

/**
 * Runs a tool and reads the JSON that it prints.
 * @throws {HookToolError} when the tool fails, or prints something else
 */
export const readJson = async (run: RunTool, tool: string, args: readonly string[]): Promise<unknown> =>
  parseOutput(await run(tool, args), { tool, args });

/**
 * Reads the JSON that a tool has printed.
 * @throws {HookToolError} when it is something else
 */
export const parseOutput = (
  output: string,
  { tool, args }: { readonly tool: string; readonly args: readonly string[] },
): unknown => {
  try {
    return JSON.parse(output);
  } catch (cause) {
    const reason = `it printed ${JSON.stringify(output.slice(0, 200))}, which is not JSON`;
    throw new HookToolError("hook-tool-failed", { tool, args, reason, cause });
  }
};

/**
 * Takes a value of an answer for a JSON object; `null` is one without fields, since a tool with nothing to say prints it.
 * @throws {HookToolError} when it is anything else
 */
export const asRecord = (value: unknown, tool: string): Answer => {
  if (value === null || value === undefined) return {};
  if (isData(value)) return value;
  throw unreadable(tool, "it did not print a JSON object");
};

/**
 * Takes a value of an answer for a list; `null` is an empty one.
 * @throws {HookToolError} when it is anything else
 */
export const asList = (value: unknown, tool: string): readonly unknown[] => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw unreadable(tool, "it did not print a JSON list");
};

/**
 * Takes a value of an answer for a list of texts.
 * @throws {HookToolError} when it is anything else
 */
export const asTexts = (value: unknown, tool: string): readonly string[] =>
  asList(value, tool).map((item) => {
    if (typeof item === "string") return item;
    throw unreadable(tool, `it printed ${JSON.stringify(item)} in a list of texts`);
  });

/**
 * Takes a value of an answer for an object whose values are all texts.
 * @throws {HookToolError} when it is anything else
 */
export const asTextRecord = (value: unknown, tool: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(asRecord(value, tool)).map(([key, text]) => {
      if (typeof text === "string") return [key, text];
      throw unreadable(
        tool,
        `it printed ${JSON.stringify(text)} as the value of ${key}, which is not a text`,
      );
    }),
  );

/** A text field of an answer; empty when it is absent or no text. */
export const textOf = (answer: Answer, key: string): string => {
  const value = answer[key];
  return typeof value === "string" ? value : "";
};

/** A time field of an answer; undefined when it is absent, empty or no time. */
export const timeOf = (answer: Answer, key: string): Date | undefined => {
  // Juju writes some of its times with a space where the standard has a T.
  const text = textOf(answer, key).replace(" ", "T");
  const time = new Date(text);
  return text === "" || Number.isNaN(time.getTime()) ? undefined : time;
};
