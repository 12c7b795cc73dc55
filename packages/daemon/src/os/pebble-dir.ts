import { mkdirSync, statSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { isAbsolute } from "node:path";
import { StartError } from "../errors.ts";

/** @source pebble 1.32, seen: `run --create-dirs` makes 0700 directories */
const privateDirectory = 0o700;

/**
 * Makes sure that the daemon has a directory to work in.
 * @throws {StartError} when the path is relative, or there is no directory and none is to be made
 */
export const openPebbleDir = (path: string, options: { readonly create: boolean }): void => {
  if (!isAbsolute(path)) throw new StartError(`directory "${path}" must be absolute`);
  if (options.create) mkdirSync(path, { recursive: true, mode: privateDirectory });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new StartError(`directory "${path}" does not exist`);
  }
};

/** Whether somebody accepts connections at a socket's path. */
const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });

/**
 * Clears the way for a listener: a socket that a killed daemon left behind is removed.
 * @throws {StartError} when a daemon still listens there
 */
export const claimSocketPath = async (path: string): Promise<void> => {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  if (await isListening(path)) {
    throw new StartError(`when trying to listen on ${path}: socket "${path}" already in use`);
  }
  unlinkSync(path);
};
