import { mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { isAbsolute, join } from "node:path";
import { type Layer, parseLayer, parseLayerFileName } from "@cobble/plan";
import { messageOf, StartError } from "../errors.ts";

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

interface LayerFile {
  readonly order: number;
  readonly label: string;
  readonly path: string;
}

const directorySuffix = ".d";

const listNames = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory).sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new StartError(
      `cannot load plan: cannot read layers directory "${directory}": ${messageOf(error)}`,
    );
  }
};

/** The layer files of a directory in order; a directory `NNN-label.d` holds inner layers `label/inner`. */
const listLayerFiles = (directory: string, outer = ""): readonly LayerFile[] => {
  const files: LayerFile[] = [];
  const seen = new Map<string, string>();
  for (const name of listNames(directory)) {
    const path = join(directory, name);
    const isInner = name.endsWith(directorySuffix) && statSync(path).isDirectory();
    if (!isInner && !name.endsWith(".yaml")) continue;
    const parsed = parseLayerFileName(isInner ? `${name.slice(0, -directorySuffix.length)}.yaml` : name);
    if (parsed === undefined) {
      throw new StartError(
        `cannot load plan: invalid layer filename: "${name}" (must look like "123-some-label.yaml")`,
      );
    }
    for (const key of [String(parsed.order), parsed.label]) {
      const other = seen.get(key);
      if (other !== undefined) {
        throw new StartError(
          `cannot load plan: invalid layer filename: "${name}" not unique (have "${other}" already)`,
        );
      }
      seen.set(key, name);
    }
    const label = outer === "" ? parsed.label : `${outer}/${parsed.label}`;
    if (isInner && outer === "")
      files.push(...listLayerFiles(path, parsed.label).map((file) => nest(file, parsed.order)));
    else files.push({ order: outer === "" ? parsed.order * 1000 : parsed.order, label, path });
  }
  return files;
};

/** Inner layers sort within the place of their directory. */
const nest = (file: LayerFile, outerOrder: number): LayerFile => ({
  ...file,
  order: outerOrder * 1000 + file.order,
});

/**
 * Reads the layers of a Pebble directory.
 * @throws {StartError} when a file has no proper name; with the reference's sentence
 * @throws {LayerError} when a file does not parse; it lists every fault
 */
export const readLayers = (directory: string): readonly Layer[] =>
  listLayerFiles(directory).map(({ order, label, path }) =>
    parseLayer(readFileSync(path, "utf8"), { label, order, file: path }),
  );

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
