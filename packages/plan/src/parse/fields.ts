import { type MapKind, readEntries } from "./entries.ts";
import { complain, type Place, type Reading } from "./reading.ts";
import { readDuration, readFactor, readInteger, readText, readTextMap, readTexts } from "./value.ts";

/**
 * The fields of one entry. Each method reads the field of that name, gives the empty value when it is not there, and
 * records what is wrong with it. Fields that nobody asked for are unknown; `close` says so.
 */
export interface Fields {
  text(key: string, type?: string): string;
  integer(key: string): number | undefined;
  durationMs(key: string): number | undefined;
  factor(key: string): number | undefined;
  texts(key: string): readonly string[];
  textMap(key: string, type?: string): ReadonlyMap<string, string>;
  /** The fields of an entry inside this one; undefined when it is not there. */
  fields(key: string, type: string): Fields | undefined;
  /** Where a field stands; the entry itself when it is not there. */
  place(key: string): Place;
  /** All fields that are there. */
  entries(): readonly (readonly [string, Place])[];
  close(): void;
}

/** What the methods of {@link Fields} share. */
interface Opened extends MapKind {
  readonly reading: Reading;
  readonly entries: ReadonlyMap<string, Place>;
}

const closeFields = (opened: Opened, known: ReadonlySet<string>): void => {
  for (const [name, place] of opened.entries) {
    if (known.has(name)) continue;
    const message = `field ${name} not found in type ${opened.type}`;
    const unknown = { word: name, known: [...known] };
    complain(
      opened.reading,
      { ...place, offset: place.keyOffset },
      {
        ...opened.sort,
        message,
        listed: true,
        unknown,
      },
    );
  }
};

/** Opens the entry at `place` for reading; undefined when it is empty or, with a fault, no map. */
export const openFields = (reading: Reading, place: Place, kind: MapKind): Fields | undefined => {
  const entries = readEntries(reading, place, kind);
  if (entries === undefined) return undefined;
  const opened = { ...kind, reading, entries };
  const known = new Set<string>();
  const at = (key: string): Place | undefined => {
    known.add(key);
    return entries.get(key);
  };
  return {
    text: (key, type = "string") => readText(opened, at(key), type) ?? "",
    integer: (key) => readInteger(opened, at(key)),
    durationMs: (key) => readDuration(opened, at(key)),
    factor: (key) => readFactor(opened, at(key)),
    texts: (key) => readTexts(opened, at(key)),
    textMap: (key, type = "string") => readTextMap(opened, at(key), type),
    fields: (key, type) => {
      const inner = at(key);
      return inner && openFields(reading, inner, { type, sort: kind.sort });
    },
    place: (key) => entries.get(key) ?? place,
    entries: () => [...entries],
    close: () => closeFields(opened, known),
  };
};
