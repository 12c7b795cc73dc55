import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import {
  type DecodedText,
  type DirectoryEntry,
  decodeYaml,
  type LabelError,
  type Layer,
  type LayerFile,
  type LayerText,
  parseLayer,
  sortLayerFiles,
} from "@cobble/plan";
import { LayerFileError } from "../errors.ts";
import { errnoOf, errnoWords } from "./errno.ts";
import type { Users } from "./users.ts";

/** A layer's text with the file that it is from. */
export type LayerFileText = LayerText & { readonly file: string };

/** What is done about a file that has a wrong name or cannot be read. To go on without it, return. */
export type LayerFileFault = (error: LabelError | LayerFileError, path: string) => void;

const throwFault: LayerFileFault = (error) => {
  throw error;
};

/** Whether a path is that of a directory, or of a link to one. */
export const isDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whoever reads it is told why it cannot be had.
    return false;
  }
};

/** What is in a directory; nothing when there is none. */
export const listLayerEntries = (directory: string, fault: LayerFileFault): readonly DirectoryEntry[] => {
  try {
    return readdirSync(directory, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      // A link to a directory counts as one.
      directory: isDirectory(join(directory, entry.name)),
    }));
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return [];
    const message = `cannot read layers directory "${directory}": ${errnoWords(error)}`;
    fault(new LayerFileError(message, { cause: error }), directory);
    return [];
  }
};

/** Whether a device has nothing in it, as `/dev/null`, which containers put in place of a file to take it away. */
const isEmptyDevice = (fd: number): boolean =>
  fstatSync(fd).isCharacterDevice() && readSync(fd, new Uint8Array(1)) === 0;

/**
 * The text of an ordinary file, or none of an empty device: a pipe would be waited for without end, another device would
 * never end.
 * @throws {LayerFileError} when it is something else or cannot be read
 */
export const readLayerFile = (path: string): DecodedText => {
  const refuse = (reason: string, cause?: unknown): LayerFileError =>
    new LayerFileError(`cannot read layer "${path}": ${reason}`, { cause });
  let fd: number | undefined;
  try {
    // Without waiting: to open a pipe is to wait for its writer.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(fd).isFile()) return decodeYaml(readFileSync(fd));
    if (isEmptyDevice(fd)) return { text: "" };
  } catch (error) {
    throw refuse(errnoWords(error), error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  throw refuse("not a file");
};

const readText = (path: string, fault: LayerFileFault): DecodedText | undefined => {
  try {
    return readLayerFile(path);
  } catch (error) {
    if (!(error instanceof LayerFileError)) throw error;
    fault(error, path);
    return undefined;
  }
};

/** How many orders a directory has for its inner layers: they sort within its place. */
const innerOrders = 1000;

/** The layers of a directory `NNN-label.d`, labelled `label/inner-label`, in the place of their directory. */
const readDirectory = function* (
  directory: string,
  { outer, fault }: { readonly outer?: LayerFile; readonly fault: LayerFileFault },
): Generator<LayerFileText> {
  const files = sortLayerFiles(listLayerEntries(directory, fault), {
    inner: outer !== undefined,
    fault: (error, { name }) => fault(error, join(directory, name)),
  });
  for (const file of files) {
    const path = join(directory, file.name);
    if (file.directory) {
      yield* readDirectory(path, { outer: file, fault });
      continue;
    }
    const text = readText(path, fault);
    if (text === undefined) continue;
    yield outer === undefined
      ? { ...text, file: path, label: file.label, order: file.order * innerOrders }
      : {
          ...text,
          file: path,
          label: `${outer.label}/${file.label}`,
          order: outer.order * innerOrders + file.order,
        };
  }
};

/**
 * Reads the texts of the layers in a Pebble directory, lowest first, each when it is asked for; none when there is no such
 * directory.
 * @param fault is called for each file that has a wrong name or cannot be read; throws its error by default
 * @throws {LabelError} when a file has no proper name
 * @throws {LayerFileError} when the directory or a file in it cannot be read
 */
export const readLayerTexts = (
  directory: string,
  fault: LayerFileFault = throwFault,
): Iterable<LayerFileText> => readDirectory(directory, { fault });

/**
 * Reads the layers of a Pebble directory, lowest first.
 * @throws {LabelError} when a file has no proper name
 * @throws {LayerFileError} when the directory or a file in it cannot be read
 * @throws {LayerError} when a file does not parse; it lists every fault
 */
export const readLayers = (
  directory: string,
  { accountMessage }: Pick<Users, "accountMessage">,
): readonly Layer[] =>
  Array.from(readLayerTexts(directory), ({ text, ...options }) =>
    parseLayer(text, { ...options, accountMessage }),
  );
