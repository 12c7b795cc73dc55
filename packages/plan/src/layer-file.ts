import { LabelError } from "./errors.ts";
import { refuseReservedLabel } from "./stack.ts";

/** Something in a directory of layers. */
export interface DirectoryEntry {
  readonly name: string;
  readonly directory: boolean;
}

/** A layer file, or a directory of them. */
export interface LayerFile extends DirectoryEntry {
  /** The number that it is ordered by, 0 to 999. */
  readonly order: number;
  /** The layer's label; for files in a directory `outer/inner` is made of both. */
  readonly label: string;
}

const stemPattern = /^(\d{3})-([a-z](?:-?[a-z0-9]){2,})$/;

/**
 * Reads the name of a layer file, `123-some-label.yaml`, or of a directory of layers, `123-some-label.d`.
 * @returns undefined for what is passed over because of its ending
 * @throws {LabelError} of kind `file-name` when the ending is right and the rest is not
 * @source pebble 1.32, use-layers.md; form seen: run with such files
 */
export const parseLayerFileName = (entry: DirectoryEntry): LayerFile | undefined => {
  const ending = entry.directory ? ".d" : ".yaml";
  if (!entry.name.endsWith(ending)) return undefined;
  const [, digits, label] = stemPattern.exec(entry.name.slice(0, -ending.length)) ?? [];
  if (digits !== undefined && label !== undefined) return { ...entry, order: Number(digits), label };
  const what = entry.directory ? "sub-directory name" : "filename";
  const right = `must look like "123-some-label${ending}"`;
  throw new LabelError("file-name", `invalid layer ${what}: ${JSON.stringify(entry.name)} (${right})`);
};

const refuseTwice = (file: LayerFile, before: LayerFile | undefined): void => {
  if (before === undefined) return;
  const name = JSON.stringify(file.name);
  const other = JSON.stringify(before.name);
  throw new LabelError("file-name", `invalid layer filename: ${name} not unique (have ${other} already)`);
};

/**
 * Picks the layer files and directories out of a listing and puts them into the order they combine in.
 * @param options.inner the listing is of a directory of layers, which may have no directories itself
 * @throws {LabelError} of kind `file-name` when a name has not the right form, or a number or label comes twice; of kind
 * `label-reserved` when a label begins with `pebble-`
 * @source pebble 1.32, use-layers.md; sentences seen: run with such files
 */
export const sortLayerFiles = (
  entries: Iterable<DirectoryEntry>,
  options: { readonly inner?: boolean } = {},
): LayerFile[] => {
  const files = [...entries]
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .flatMap((entry) => parseLayerFileName(entry) ?? []);
  const byOrder = new Map<number, LayerFile>();
  const byLabel = new Map<string, LayerFile>();
  for (const file of files) {
    if (file.directory && options.inner === true) {
      throw new LabelError("file-name", "cannot have a layers sub-directory at this level");
    }
    refuseReservedLabel(file.label);
    refuseTwice(file, byOrder.get(file.order) ?? byLabel.get(file.label));
    byOrder.set(file.order, file);
    byLabel.set(file.label, file);
  }
  return files;
};
