import type { CheckOutcome } from "../managers/checks/runner.ts";

/** How much of what a target says is kept, from its end or its beginning. */
export const maxOutputBytes = 512;
const maxLines = 5;
const more = "(...)";

/** The outcome of a run that found the target well. */
export const succeeded: CheckOutcome = { type: "ok" };

/** The outcome of a run that was ended early. */
export const aborted: CheckOutcome = { type: "aborted" };

/** The outcome of a run that found a fault. */
export const failed = (message: string, details = ""): CheckOutcome => ({ type: "failed", message, details });

const linesOf = (text: string): readonly string[] => text.trim().split("\n");

/** The beginning of a text, as details show it. @source pebble 1.32, seen: http checks with long bodies */
export const firstLines = (text: string): string => {
  const lines = linesOf(text);
  return lines.length > maxLines ? [...lines.slice(0, maxLines), more].join("\n") : lines.join("\n");
};

/** The end of a text, as details show it. @source pebble 1.32, seen: exec checks that write many lines */
export const lastLines = (text: string): string => {
  const lines = linesOf(text);
  return lines.length > maxLines ? [more, ...lines.slice(-maxLines)].join("\n") : lines.join("\n");
};
