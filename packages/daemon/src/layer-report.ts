import { basename, join } from "node:path";
import { type Fault, type LabelError, nearLayerName, type Validation, validateLayers } from "@cobble/plan";
import { LayerFileError } from "./errors.ts";
import {
  isDirectory,
  type LayerFileText,
  listLayerEntries,
  readLayerFile,
  readLayerTexts,
} from "./os/layer-files.ts";
import { createUsers, type Users } from "./os/users.ts";

/** All that is to be said about layer files, and their texts to show it in. */
export interface LayerReport extends Validation {
  readonly sources: ReadonlyMap<string, string>;
}

/** What has been found while files are read. */
interface Collection {
  readonly texts: LayerFileText[];
  readonly files: string[];
  readonly faults: Fault[];
  readonly doubts: Fault[];
  isPart: boolean;
}

const fileFault = (file: string, message: string): Fault => ({ message, path: "", file, line: 0, column: 0 });

/** Names that are nearly those of layers, and are passed over. */
const doubtNames = (collection: Collection, directory: string): void => {
  for (const entry of listLayerEntries(directory, () => undefined)) {
    const near = nearLayerName(entry);
    if (near === undefined) continue;
    const fault = fileFault(join(directory, entry.name), "is passed over: it has not the name of a layer");
    collection.files.push(join(directory, entry.name));
    collection.doubts.push({ ...fault, hint: `did you mean ${JSON.stringify(near)}?`, suggestion: near });
  }
};

const noteFault =
  (collection: Collection) =>
  (error: LabelError | LayerFileError, path: string): void => {
    collection.files.push(path);
    collection.faults.push(fileFault(path, error.message));
    collection.isPart ||= error instanceof LayerFileError;
  };

const noteText = (collection: Collection, text: LayerFileText): void => {
  collection.files.push(text.file);
  collection.texts.push(text);
};

/** Someone who names a directory does not mean one without layers. */
const refuseEmpty = (collection: Collection, directory: string): void => {
  const inner = join(directory, "layers");
  collection.files.push(directory);
  collection.faults.push({
    ...fileFault(directory, "cannot find a layer in this directory"),
    ...(isDirectory(inner)
      ? { hint: `did you mean ${JSON.stringify(inner)}?`, suggestion: inner }
      : { hint: "layers are named like 001-label.yaml" }),
  });
};

const readDirectory = (collection: Collection, directory: string): void => {
  for (const text of readLayerTexts(directory, noteFault(collection))) noteText(collection, text);
  doubtNames(collection, directory);
};

const readNamedDirectory = (collection: Collection, directory: string): void => {
  const { length } = collection.texts;
  readDirectory(collection, directory);
  if (collection.texts.length === length && !collection.isPart) refuseEmpty(collection, directory);
};

const readFile = (collection: Collection, file: string): void => {
  const label = basename(file).replace(/^\d+-|\.ya?ml$/g, "");
  try {
    noteText(collection, { ...readLayerFile(file), file, label });
  } catch (error) {
    if (!(error instanceof LayerFileError)) throw error;
    noteFault(collection)(error, file);
  }
};

const newCollection = (): Collection => ({ texts: [], files: [], faults: [], doubts: [], isPart: false });

const reportOf = (collection: Collection, users?: Pick<Users, "accountMessage">): LayerReport => {
  const accounts = users === undefined ? {} : { accountMessage: users.accountMessage };
  const texts = collection.texts.map((text) => ({ ...text, ...accounts }));
  return {
    ...validateLayers(texts, { ...collection, ...accounts }),
    sources: new Map(collection.texts.map(({ file, text }) => [file, text])),
  };
};

/**
 * Reads layers, lowest first, from directories of them and from single files, and tells everything that is wrong.
 * @param users knows the accounts that there are; without it every account is taken to exist
 */
export const reportLayers = (
  paths: readonly string[],
  users?: Pick<Users, "accountMessage">,
): LayerReport => {
  const collection = newCollection();
  for (const path of paths) {
    if (isDirectory(path)) readNamedDirectory(collection, path);
    else readFile(collection, path);
  }
  return reportOf(collection, users);
};

/**
 * Reads the layers of a Pebble directory, which may have none, and tells everything that is wrong with them on this machine,
 * whose accounts they may need.
 */
export const reportPebbleDir = (pebbleDir: string): LayerReport => {
  const collection = newCollection();
  if (isDirectory(pebbleDir)) readDirectory(collection, join(pebbleDir, "layers"));
  else noteFault(collection)(new LayerFileError(`directory "${pebbleDir}" does not exist`), pebbleDir);
  // Which accounts there are does not depend on who asks.
  return reportOf(collection, createUsers(0));
};
