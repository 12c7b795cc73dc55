import { type Micros, parseTime } from "@cobble/wire";
import { StateError } from "../errors.ts";

/**
 * Reads a time of the reference's state file.
 * @throws {StateError} when it is none
 */
export const readTime = (text: string, where: string): Micros => {
  const time = parseTime(text);
  if (time === undefined) {
    throw new StateError(
      `cannot read state: ${where}: ${JSON.stringify(text)} is not a time as 2026-01-02T03:04:05Z`,
    );
  }
  return time;
};
