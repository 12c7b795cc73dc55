import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf, StateError } from "../errors.ts";

/**
 * Whether there is a state file to read.
 * @throws {StateError} when there is none, and none can be made there
 */
export const canReadState = (path: string): boolean => {
  if (existsSync(path)) return true;
  try {
    accessSync(dirname(path), constants.W_OK);
    return false;
  } catch (error) {
    throw new StateError(`cannot make state file "${path}": ${messageOf(error)}`, { cause: error });
  }
};
