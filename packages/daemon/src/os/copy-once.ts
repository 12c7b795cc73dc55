import {
  chmodSync,
  copyFileSync,
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join, relative } from "node:path";
import { StartError } from "../errors.ts";
import { errnoWords } from "./errno.ts";

/** Where the copy is made before it counts: whoever is killed while copying begins anew. */
const unfinished = ".copy-once";
/** The same, all there: whoever is killed while moving goes on. */
const finished = ".copy-once-finished";

/** Everybody may read and write what is copied, within the umask; who may run it is kept. */
const openToAll = 0o666;

const copyEntry = (entry: Dirent, to: string): void => {
  const source = join(entry.parentPath, entry.name);
  if (entry.isDirectory()) copyDirectory(source, to);
  else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), to);
  else if (entry.isFile()) {
    copyFileSync(source, to);
    chmodSync(to, (openToAll | statSync(source).mode) & 0o777 & ~process.umask());
  } else throw new StartError(`CopyFS ${entry.name}: invalid argument`);
};

const copyDirectory = (from: string, to: string): void => {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // The copy itself is met where it is made inside of what is copied.
    if (entry.name !== unfinished) copyEntry(entry, join(to, entry.name));
  }
};

const moveUp = (directory: string): void => {
  const staged = join(directory, finished);
  for (const name of readdirSync(staged)) renameSync(join(staged, name), join(directory, name));
  rmSync(staged, { recursive: true });
};

const copyInto = (source: string, directory: string): void => {
  const staging = join(directory, unfinished);
  if (!existsSync(join(directory, finished))) {
    rmSync(staging, { recursive: true, force: true });
    if (readdirSync(directory).length > 0) return;
    copyDirectory(source, staging);
    renameSync(staging, join(directory, finished));
  }
  moveUp(directory);
};

/** Why a copy failed, in the reference's words: what is in the source goes by its path there. */
const reasonOf = (error: unknown, source: string): string => {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error && "path" in error)) return errnoWords(error);
  const path = String(error.path);
  const isInside = path.startsWith(`${source}/`);
  return `open ${isInside ? relative(source, path) : path}: ${errnoWords(error)}`;
};

const copyFault = (
  paths: { readonly source: string; readonly directory: string },
  cause: unknown,
): StartError => {
  const { source, directory } = paths;
  return new StartError(`cannot copy "${source}" to "${directory}": ${reasonOf(cause, source)}`, { cause });
};

/**
 * Makes the directory that {@link copyOnce} is going to fill, and those above it, if there is something to fill it from.
 * @throws {StartError} `cannot copy "FROM" to "TO": REASON`, or when something else is in its place
 * @source pebble 1.32, seen: a directory that is missing is made, without `--create-dirs` too
 */
export const makeTarget = (source: string, directory: string): void => {
  if (!existsSync(source)) return;
  if (existsSync(directory)) {
    if (statSync(directory).isDirectory()) return;
    throw new StartError(`open ${directory}: not a directory`);
  }
  try {
    checkSource(source);
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    if (error instanceof StartError) throw copyFault({ source, directory }, error);
    const reason = new StartError(`mkdir ${directory}: ${errnoWords(error)}`, { cause: error });
    throw copyFault({ source, directory }, reason);
  }
};

const checkSource = (source: string): void => {
  if (!statSync(source).isDirectory()) throw new StartError("stat .: not a directory");
};

/**
 * Fills an empty directory with what is in another, as `PEBBLE_COPY_ONCE` asks; does nothing when it has anything in it,
 * or the other does not exist. Files get mode 0666 plus the source's bits, within the umask; links are copied as links.
 * A copy that was cut off is finished or begun anew at the next start.
 * @throws {StartError} `cannot copy "FROM" to "TO": REASON`
 * @source pebble 1.32, docs/reference/environment-variables.md; seen: modes, a missing and a wrong source
 * @differs a copy that a kill cut off does not stay half done
 */
export const copyOnce = (source: string, directory: string): void => {
  try {
    if (!existsSync(source)) return;
    checkSource(source);
    copyInto(source, directory);
  } catch (error) {
    throw copyFault({ source, directory }, error);
  }
};
