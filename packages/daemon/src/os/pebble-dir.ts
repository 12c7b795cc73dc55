import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { connect } from "node:net";
import { dirname, isAbsolute } from "node:path";
import { StartError } from "../errors.ts";
import { errnoOf, errnoWords } from "./errno.ts";
import { lockFile, unlockFile } from "./libc.ts";

/** @source pebble 1.32, seen: `run --create-dirs` makes 0700 directories */
const privateDirectory = 0o700;

/** The longest path of a socket, in bytes: clients on this machine have no way to reach one behind a longer one. */
const maxSocketPath = 107;

const isReachableDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errnoOf(error) === "") throw error;
    return false;
  }
};

/** The first part of a path that is no directory: what has to be made, or is in the way. */
const firstObstacle = (path: string): string => {
  const parent = dirname(path);
  return parent === path || isReachableDirectory(parent) ? path : firstObstacle(parent);
};

const makeDirectory = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: privateDirectory });
  } catch (error) {
    const reason = errnoOf(error) === "EEXIST" ? "not a directory" : errnoWords(error);
    throw new StartError(`mkdir ${firstObstacle(path)}: ${reason}`, { cause: error });
  }
};

const isDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return false;
    throw new StartError(`directory "${path}" cannot be read: ${errnoWords(error)}`, { cause: error });
  }
};

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (errnoOf(error) === "") throw error;
    return false;
  }
};

/**
 * Makes sure that the daemon has a directory to work in.
 * @param options.write whether anything will be written there
 * @throws {StartError} when the path is relative, or there is no directory and none is to be made or can be, or it may
 *   not be written in
 * @differs from pebble 1.32, which refuses a directory that it may not write in even when it would write nothing
 */
export const openPebbleDir = (
  path: string,
  options: { readonly create: boolean; readonly write: boolean },
): void => {
  if (!isAbsolute(path)) throw new StartError(`directory "${path}" must be absolute`);
  if (options.create) makeDirectory(path);
  if (!isDirectory(path)) throw new StartError(`directory "${path}" does not exist`);
  if (options.write && !isWritable(path)) throw new StartError(`directory "${path}" not writable`);
};

const listenFault = (path: string, fault: string, cause?: unknown): StartError =>
  new StartError(`when trying to listen on ${path}: ${fault}`, { cause });

/** The error of a listener on a socket, in the reference's words. */
export const socketFault = (path: string, error: unknown): StartError =>
  listenFault(path, `listen unix ${path}: bind: ${errnoWords(error)}`, error);

const exists = (path: string): boolean => {
  try {
    // The link and not what it points at: a broken one is in the way too.
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw socketFault(path, error);
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

const lockDirectory = (path: string): Disposable => {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch (error) {
    throw new StartError(`directory "${path}" cannot be read: ${errnoWords(error)}`, { cause: error });
  }
  if (!lockFile(fd)) {
    closeSync(fd);
    throw new StartError(`directory "${path}" already in use by another daemon`);
  }
  return {
    [Symbol.dispose]: () => {
      unlockFile(fd);
      closeSync(fd);
    },
  };
};

const removeLeftover = (path: string): void => {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw listenFault(path, `unlink ${path}: ${errnoWords(error)}`, error);
  }
};

/**
 * Takes a directory and a socket's path for this daemon alone, and removes the socket that a killed daemon left there.
 * The lock is on the directory itself: two daemons that start at the same time cannot remove each other's socket, and
 * two that were given different sockets cannot write the same state.
 * @returns what gives both up; the end of the process does so too
 * @throws {StartError} when another daemon has the directory or listens at the path, or nobody could listen there
 */
export const claimDirectory = async (paths: {
  readonly pebbleDir: string;
  readonly socketPath: string;
}): Promise<Disposable> => {
  const { pebbleDir, socketPath } = paths;
  const length = Buffer.byteLength(socketPath);
  if (length > maxSocketPath) {
    const why = `its ${length} bytes are more than the ${maxSocketPath} that the path of a socket can have`;
    throw listenFault(socketPath, `listen unix ${socketPath}: bind: invalid argument (${why})`);
  }
  const isThere = exists(socketPath);
  if (isThere && (await isListening(socketPath))) {
    throw listenFault(socketPath, `socket "${socketPath}" already in use`);
  }
  const claim = lockDirectory(pebbleDir);
  try {
    if (isThere) removeLeftover(socketPath);
  } catch (error) {
    claim[Symbol.dispose]();
    throw error;
  }
  return claim;
};
