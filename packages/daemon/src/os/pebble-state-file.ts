import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StateError } from "../errors.ts";
import { errnoWords } from "./errno.ts";

/** The reference's state file in a directory. */
export const pebbleStatePath = (pebbleDir: string): string => join(pebbleDir, ".pebble.state");

const readPebbleState = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new StateError(`cannot read state: read ${path}: ${errnoWords(error)}`, { cause: error });
  }
};

/** What the reference has left in a directory where our state file is, or would be. */
export type PebbleLeftover =
  | { readonly name: "nothing" }
  | { readonly name: "state"; readonly text: string }
  | { readonly name: "newer than ours" };

/**
 * Looks for what the reference has left. It is read only where our own state is not there yet.
 * @throws {StateError} when it cannot be read
 */
export const findLeftover = (path: string, ownPath: string): PebbleLeftover => {
  if (!existsSync(path)) return { name: "nothing" };
  if (!existsSync(ownPath)) return { name: "state", text: readPebbleState(path) };
  return { name: statSync(path).mtimeMs > statSync(ownPath).mtimeMs ? "newer than ours" : "nothing" };
};

/**
 * Puts a state file in its place, whole; nobody but the user may read it, as the reference has it.
 * @throws {StateError} when it cannot be written
 */
export const writePebbleState = (path: string, text: string): void => {
  const unfinished = `${path}.cobble-export`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600, flush: true });
    renameSync(unfinished, path);
  } catch (error) {
    throw new StateError(`cannot write state file "${path}": ${errnoWords(error)}`, { cause: error });
  }
};

/** Whether there is a state file of ours. */
export const hasState = (ownPath: string): boolean => existsSync(ownPath);
