import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { decodePem } from "../../certificates/pem.ts";
import { CertificateError } from "../../errors.ts";
import { errnoOf, errnoWords } from "../errno.ts";

const directoryMode = 0o700;
const fileMode = 0o600;

/** What the file system says no to. */
const refused = (operation: string, path: string, error: unknown): CertificateError =>
  new CertificateError(`${operation} ${path}: ${errnoWords(error)}`, { cause: error });

/** Whether anything is at a path. @throws {CertificateError} when that cannot be found out */
export const isThere = (path: string): boolean => {
  try {
    statSync(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return false;
    throw refused("stat", path, error);
  }
};

const checkMode = (path: string, mode: number): void => {
  const found = statSync(path).mode & 0o777;
  if (found === mode) return;
  const [want, have] = [mode, found].map((bits) => `0o${bits.toString(8).padStart(3, "0")}`);
  throw new CertificateError(`expected permission ${want} (got ${have}) for ${JSON.stringify(path)}`);
};

/**
 * Makes sure that there is a directory that nobody else may look into.
 * @throws {CertificateError} when it cannot be made, or others may
 */
export const ensurePrivateDirectory = (path: string): void => {
  if (!isThere(path)) {
    try {
      mkdirSync(path, { mode: directoryMode });
    } catch (error) {
      throw refused("mkdir", path, error);
    }
    // Whatever the umask took away.
    chmodSync(path, directoryMode);
  }
  checkMode(path, directoryMode);
};

/**
 * Reads a file that only its owner may read, and that holds one block of PEM.
 * @returns the block's bytes
 * @throws {CertificateError} when others may read it, or it is anything else
 * @source pebble 1.32, seen: keys and certificates with other modes, empty, doubled, with other blocks
 */
export const readPrivatePem = (path: string, type: string): Uint8Array => {
  checkMode(path, fileMode);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw refused("read", path, error);
  }
  const block = decodePem(text);
  if (block?.type !== type) {
    throw new CertificateError(`missing '${type}' block in ${JSON.stringify(path)}`);
  }
  if (block.rest !== "") {
    throw new CertificateError(`unexpected bytes after '${type}' block in ${JSON.stringify(path)}`);
  }
  return block.der;
};

const writeWhole = (path: string, text: string): void => {
  const fd = openSync(path, "wx", fileMode);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/**
 * Writes a file that only its owner may read; it is there whole or not at all.
 * @throws {CertificateError} when it cannot be written
 */
export const writePrivateFile = (path: string, text: string): void => {
  const draft = join(dirname(path), `.${randomBytes(8).toString("hex")}~`);
  try {
    writeWhole(draft, text);
    chmodSync(draft, fileMode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw refused("write", path, error);
  }
};
