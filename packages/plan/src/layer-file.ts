import { quoted } from "@cobble/wire";
import { LabelError } from "./errors.ts";
import { isReservedLabel, reservedLabelError } from "./stack.ts";

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
/** Either ending will do for a file as for a directory: what it is decides, not what it is called. */
const endingPattern = /\.(?:yaml|d)$/;

/** What the name of an entry says: nothing when its ending is that of something else. */
const readName = (entry: DirectoryEntry): LayerFile | LabelError | undefined => {
  if (!endingPattern.test(entry.name)) return undefined;
  const [, digits, label] = stemPattern.exec(entry.name.replace(endingPattern, "")) ?? [];
  if (digits !== undefined && label !== undefined) return { ...entry, order: Number(digits), label };
  const what = entry.directory ? "sub-directory name" : "filename";
  const right = `must look like "123-some-label${entry.directory ? ".d" : ".yaml"}"`;
  return new LabelError("file-name", `invalid layer ${what}: ${quoted(entry.name)} (${right})`);
};

/**
 * Reads the name of a layer file, `123-some-label.yaml`, or of a directory of layers, `123-some-label.d`.
 * @returns undefined for what is passed over because it has neither ending
 * @throws {LabelError} of kind `file-name` when the ending is right and the rest is not
 * @source pebble 1.32, use-layers.md; form seen: run with such files
 */
export const parseLayerFileName = (entry: DirectoryEntry): LayerFile | undefined => {
  const file = readName(entry);
  if (file instanceof LabelError) throw file;
  return file;
};

/** What is done about a name that is wrong. */
export type LabelFault = (error: LabelError, entry: DirectoryEntry) => void;

const throwFault: LabelFault = (error) => {
  throw error;
};

const readNames = (entries: Iterable<DirectoryEntry>, fault: LabelFault): readonly LayerFile[] =>
  [...entries]
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .flatMap((entry) => {
      const file = readName(entry);
      if (!(file instanceof LabelError)) return file ?? [];
      fault(file, entry);
      return { ...entry, order: 0, label: entry.name };
    });

/**
 * What an entry that is passed over was probably meant to be called: `001-base.yaml` for `001-base.yml`. Undefined when it
 * does not look like a layer.
 */
export const nearLayerName = (entry: DirectoryEntry): string | undefined => {
  const [, stem, ending = ""] = /^(\d+[-_].*?)(\.[a-z]+)?$/i.exec(entry.name) ?? [];
  if (stem === undefined || readName(entry) !== undefined) return undefined;
  if (entry.directory) return ending === "" ? `${stem}.d` : undefined;
  return /^\.ya?ml$/i.test(ending) ? `${stem}.yaml` : undefined;
};

/** What is wrong with a file beside the others; undefined when nothing is. */
const findConflict = (
  file: LayerFile,
  others: { readonly before: LayerFile | undefined; readonly inner: boolean },
): LabelError | undefined => {
  if (file.directory && others.inner) {
    return new LabelError("file-name", "cannot have a layers sub-directory at this level");
  }
  // The whole label of an inner layer begins with that of its directory.
  if (!others.inner && isReservedLabel(file.label)) return reservedLabelError();
  if (others.before === undefined) return undefined;
  const [name, other] = [quoted(file.name), quoted(others.before.name)];
  return new LabelError("file-name", `invalid layer filename: ${name} not unique (have ${other} already)`);
};

/**
 * Picks the layer files and directories out of a listing and puts them into the order they combine in.
 * @param options.inner the listing is of a directory of layers, which may have no directories itself
 * @param options.fault is called for each name that is wrong, and throws it by default. When it returns, the file is kept, so
 * that all that is wrong can be told
 * @throws {LabelError} of kind `file-name` when a name has not the right form, or a number or label comes twice; of kind
 * `label-reserved` when a label begins with `pebble-`
 * @source pebble 1.32, use-layers.md; sentences seen: run with such files
 */
export const sortLayerFiles = (
  entries: Iterable<DirectoryEntry>,
  options: { readonly inner?: boolean; readonly fault?: LabelFault } = {},
): readonly LayerFile[] => {
  const { inner = false, fault = throwFault } = options;
  const seen = new Map<number | string, LayerFile>();
  const kept: LayerFile[] = [];
  for (const file of readNames(entries, fault)) {
    // A file whose name is wrong has its whole name for a label, which conflicts with no other.
    const isMisnamed = file.label === file.name;
    const before = isMisnamed ? undefined : (seen.get(file.order) ?? seen.get(file.label));
    const conflict = findConflict(file, { before, inner });
    if (conflict !== undefined) fault(conflict, file);
    if (!isMisnamed) seen.set(file.order, file).set(file.label, file);
    if (!file.directory || !inner) kept.push(file);
  }
  return kept;
};
