import { readEntries } from "./entries.ts";
import { type Fields, openFields } from "./fields.ts";
import { complain, type FaultSort, isNull, type Place, positionOf, type Reading } from "./reading.ts";

/** One entry of a section while it is read. */
export interface Entry {
  readonly name: string;
  readonly fields: Fields;
  /**
   * Records that a field reads well but may not have its value.
   * @param rule where the reference tests for it: it reports the lowest of an entry
   */
  refuse(refusal: { readonly rule: number; readonly at: Place; readonly message: string }): void;
}

/** How the entries of one section are read. */
export interface EntryReader<T> {
  /** What the reference calls the type of an entry. */
  readonly type: string;
  /** What the reference calls the type of the section. */
  readonly sectionType: string;
  /** Sections are validated in this order, whatever order the text has. */
  readonly rank: number;
  /** What to say of an entry that is empty. */
  readonly nullMessage: (name: string) => string;
  /** What is wrong with a name, when anything is. */
  readonly nameMessage?: (name: string) => string | undefined;
  readonly read: (entry: Entry) => T;
}

/** A section of the layer: its value and the sort of its faults. */
export interface Section {
  readonly place: Place;
  readonly sort: FaultSort;
}

const notePositions = (
  reading: Reading,
  place: Place,
  fields: readonly (readonly [string, Place])[],
): void => {
  reading.positions.set(place.path, positionOf(reading, place.keyOffset));
  for (const [key, field] of fields) {
    reading.positions.set(`${place.path}.${key}`, positionOf(reading, field.offset));
  }
};

/** Reads a map of entries by name. An entry that cannot be read at all is left out; its fault is recorded. */
export const readSection = <T>(
  reading: Reading,
  section: Section,
  reader: EntryReader<T>,
): ReadonlyMap<string, T> => {
  const values = new Map<string, T>();
  const kind = { type: reader.sectionType, sort: section.sort };
  for (const [name, place] of readEntries(reading, section.place, kind) ?? []) {
    const refuse: Entry["refuse"] = ({ rule, at, message }) => {
      const stage = section.sort.stage === "section" ? "entry" : section.sort.stage;
      complain(reading, at, { stage, rank: [reader.rank, place.keyOffset, rule], prefix: "", message });
    };
    const nameMessage = reader.nameMessage?.(name);
    if (nameMessage !== undefined) {
      refuse({ rule: 0, at: { ...place, offset: place.keyOffset }, message: nameMessage });
    } else if (isNull(place.node)) {
      refuse({ rule: 1, at: place, message: reader.nullMessage(name) });
    }
    const fields = openFields(reading, place, { type: reader.type, sort: section.sort });
    if (fields === undefined) continue;
    notePositions(reading, place, fields.entries());
    values.set(name, reader.read({ name, fields, refuse }));
    fields.close();
  }
  return values;
};
