import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type DirectoryEntry, type Layer, type LayerFile, parseLayer, sortLayerFiles } from "@cobble/plan";
import { StartError } from "../errors.ts";
import { errnoWords } from "./errno.ts";

const listEntries = (directory: string): readonly DirectoryEntry[] => {
  try {
    return readdirSync(directory, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      // A link to a directory counts as one.
      directory: statSync(join(directory, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false,
    }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new StartError(
      `cannot load plan: cannot read layers directory "${directory}": ${errnoWords(error)}`,
    );
  }
};

/** The text of an ordinary file: a pipe would be waited for without end, a device would never end. */
const readText = (path: string): string => {
  // Without waiting: to open a pipe is to wait for its writer.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(fd).isFile())
      throw new StartError(`cannot load plan: cannot read layer "${path}": not a file`);
    return readFileSync(fd, "utf8");
  } finally {
    closeSync(fd);
  }
};

const readLayer = (path: string, layer: { readonly label: string; readonly order: number }): Layer => {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`cannot load plan: cannot read layer "${path}": ${errnoWords(error)}`, {
      cause: error,
    });
  }
  return parseLayer(text, { ...layer, file: path });
};

/** The layers of a directory `NNN-label.d`, labelled `label/inner-label`, in the place of their directory. */
const readInnerLayers = (directory: string, outer: LayerFile): readonly Layer[] =>
  sortLayerFiles(listEntries(directory), { inner: true }).map((file) =>
    readLayer(join(directory, file.name), {
      label: `${outer.label}/${file.label}`,
      order: outer.order * innerOrders + file.order,
    }),
  );

/** How many orders a directory has for its inner layers: they sort within its place. */
const innerOrders = 1000;

/**
 * Reads the layers of a Pebble directory, lowest first.
 * @throws {StartError} when the directory or a file in it cannot be read
 * @throws {LabelError} when a file has no proper name
 * @throws {LayerError} when a file does not parse; it lists every fault
 */
export const readLayers = (directory: string): readonly Layer[] =>
  sortLayerFiles(listEntries(directory)).flatMap((file) => {
    const path = join(directory, file.name);
    if (file.directory) return readInnerLayers(path, file);
    return [readLayer(path, { label: file.label, order: file.order * innerOrders })];
  });
