import { accessSync, closeSync, constants, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { StateError } from "../errors.ts";
import { errnoWords } from "./errno.ts";

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
    throw new StateError(`cannot make state file "${path}": ${errnoWords(error)}`, { cause: error });
  }
};

/**
 * Makes sure that there is a state file which nobody but the daemon's user may read: it has what notices and changes say.
 * @throws {Error} what the operating system says when it can be neither made nor written
 * @source pebble 1.32, seen: `.pebble.state` has mode 0600
 */
export const makeStateFile = (path: string): void =>
  closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
