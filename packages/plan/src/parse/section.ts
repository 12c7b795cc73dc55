import { quoted } from "@cobble/wire";
import type { FieldSet, WrongWord } from "../fields/field-set.ts";
import { readEntries } from "./entries.ts";
import { readFields } from "./fields.ts";
import { placeFinder } from "./find-place.ts";
import { type Complaint, complain, type FaultSort, isNull, type Place, type Reading } from "./reading.ts";

/** What an entry says that it may not. */
export interface Refusal {
  /** Where the reference tests for it: it reports the lowest of an entry. */
  readonly rule: number;
  readonly message: string;
  /** The keys from the entry to the field; the fault stands at the last one that is there. */
  readonly at: readonly string[];
}

/** How the entries of one section are read. */
export interface EntryReader<T> {
  /** What the reference calls the type of an entry. */
  readonly type: string;
  /** What the reference calls the type of the section. */
  readonly sectionType: string;
  /** Sections are validated in this order, whatever order the text has. */
  readonly rank: number;
  readonly fields: FieldSet<T>;
  /** An entry in which nothing is set. */
  readonly empty: (name: string) => T;
  /** What to say of an entry that is empty. */
  readonly nullMessage: (name: string) => string;
  /** What is wrong with a name, when anything is. */
  readonly nameMessage?: (name: string) => string | undefined;
  /** What to say of a word that is none of a field's choices, where there are such fields. */
  readonly wordMessage?: (name: string, wrong: WrongWord) => string;
  /** What is wrong with an entry whose fields read well. */
  readonly refusals: (entry: T) => readonly Refusal[];
}

/** A section of the layer: its value and the sort of its faults. */
export interface Section {
  readonly place: Place;
  readonly sort: FaultSort;
}

/** One entry of a section while it is read. */
interface Opened<T> {
  readonly reading: Reading;
  readonly section: Section;
  readonly reader: EntryReader<T>;
  readonly name: string;
  readonly place: Place;
}

/** Records that something reads well but may not be so. */
const refuse = <T>(
  { reading, section, reader, place }: Opened<T>,
  at: Place,
  { rule, ...said }: Pick<Complaint, "message" | "unknown" | "advice"> & { readonly rule: number },
): void => {
  const stage = section.sort.stage === "section" ? "entry" : section.sort.stage;
  complain(reading, at, { stage, rank: [reader.rank, place.keyOffset, rule], prefix: "", ...said });
};

const checkName = <T>(opened: Opened<T>): void => {
  const { reader, name, place } = opened;
  const message = reader.nameMessage?.(name);
  if (message !== undefined) {
    refuse(opened, { ...place, offset: place.keyOffset }, { rule: 0, message });
  } else if (isNull(place.node)) {
    refuse(opened, place, { rule: 1, message: reader.nullMessage(name) });
  }
};

const checkEntry = <T>(opened: Opened<T>, entry: T): void => {
  for (const { rule, message, at } of opened.reader.refusals(entry)) {
    const find = placeFinder(opened.reading);
    const paths = at.map((_, i) => at.slice(0, at.length - i));
    const found = paths.flatMap((path) => find(path, opened.place) ?? []);
    refuse(opened, found[0] ?? opened.place, { rule, message });
  }
};

/** An entry that cannot be read at all is as if nothing were set in it; its fault is recorded. */
const readEntry = <T extends object>(opened: Opened<T>): T => {
  const { reading, section, reader, name, place } = opened;
  checkName(opened);
  const refuseWord = (wrong: WrongWord): void => {
    const { key, word, choices, rule, at } = wrong;
    const message = reader.wordMessage?.(name, wrong) ?? `invalid ${key} ${quoted(word)}`;
    refuse(opened, at, { rule, message, unknown: { word, known: choices } });
  };
  const source = { reading, sort: section.sort, refuseWord };
  const { fields, type } = reader;
  const entry = readFields(source, place, { fields, type, empty: () => reader.empty(name) });
  if (entry === undefined) return reader.empty(name);
  checkEntry(opened, entry);
  return entry;
};

/** Reads a map of entries by name. */
export const readSection = <T extends object>(
  reading: Reading,
  section: Section,
  reader: EntryReader<T>,
): ReadonlyMap<string, T> => {
  const values = new Map<string, T>();
  const kind = { type: reader.sectionType, sort: section.sort };
  for (const [name, place] of readEntries(reading, section.place, kind) ?? []) {
    values.set(name, readEntry({ reading, section, reader, name, place }));
  }
  return values;
};
