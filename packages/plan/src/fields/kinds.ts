import { formatDurationMs } from "@cobble/wire";
import { joinLists, joinMaps, pickText } from "../merge/value.ts";
import { readDuration, readFactor, readInteger, readText, readTextMap, readTexts } from "../parse/value.ts";
import { printNumber } from "../print/number.ts";
import { list, text, textMap, word } from "../print/value.ts";
import type { Field, FieldText } from "./field-set.ts";

/** What the reference calls the type of a field in its errors; `string` when it is nothing special. */
interface Typed {
  readonly type?: string;
}

/** The value of `over` where it is set. */
const pickSet = <V>(base: V, over: V): V => over ?? base;

/** A text. With words, those are what it is meant to be, and any other is accepted. */
export const textField = (
  about: FieldText & Typed & { readonly words?: readonly string[] },
): Field<string> => ({
  ...about,
  shape: { kind: "text", ...(about.words === undefined ? {} : { words: about.words }) },
  read: (source, place) => readText(source, place, about.type ?? "string"),
  merge: pickText,
  print: text,
});

/** How an entry joins one of its name below; the merged entry keeps what the lowest layer says. */
export const overrideField: Field<string> = {
  key: "override",
  help: "How the entry joins one of the same name in a lower layer: `replace` stands for it, `merge` goes over it, field by field.",
  shape: { kind: "text", words: ["merge", "replace"], required: true },
  read: (source, place) => readText(source, place, "plan.Override"),
  merge: (base) => base,
  print: text,
};

/** What may be chosen from, and where the reference tests it. */
interface Choices<W extends string> {
  readonly choices: readonly W[];
  readonly rule: number;
  readonly type: string;
}

/** One of a few words; any other is refused, and read as not set. */
export const choiceField = <W extends string>(about: FieldText & Choices<W>): Field<W | ""> => ({
  ...about,
  shape: { kind: "choice", choices: about.choices },
  read: (source, place) => {
    const word = readText(source, place, about.type);
    const known = about.choices.find((choice) => choice === word);
    if (known === undefined && word !== undefined && word !== "") {
      source.refuseWord({ ...about, word, at: place });
    }
    return known;
  },
  merge: pickText,
  print: text,
});

/** A list of texts; lists of several layers are appended. */
export const textsField = (
  about: FieldText & { readonly alwaysPrinted?: true },
): Field<readonly string[]> => ({
  ...about,
  shape: { kind: "texts" },
  read: readTexts,
  merge: joinLists,
  print: (items) => (about.alwaysPrinted === true ? { kind: "list", items } : list(items)),
});

/** Texts by name; maps of several layers are joined. */
export const textMapField = (
  about: FieldText & { readonly reservedPrefix?: string },
): Field<ReadonlyMap<string, string>> => ({
  ...about,
  shape: {
    kind: "text-map",
    ...(about.reservedPrefix === undefined ? {} : { reservedPrefix: about.reservedPrefix }),
  },
  read: (source, place) => readTextMap(source, place, "string"),
  merge: joinMaps,
  print: textMap,
});

/** One of a few words by name. */
export const choiceMapField = <W extends string>(
  about: FieldText & Choices<W>,
): Field<ReadonlyMap<string, W | "">> => ({
  ...about,
  shape: { kind: "text-map", choices: about.choices },
  read: (source, place) => {
    const words = readTextMap(source, place, about.type);
    return new Map(
      [...words].map(([name, word]) => {
        const known = about.choices.find((choice) => choice === word);
        if (known === undefined && word !== "") {
          source.refuseWord({ ...about, word, at: { ...place, path: `${place.path}.${name}` } });
        }
        return [name, known ?? ""];
      }),
    );
  },
  merge: joinMaps,
  print: textMap,
});

/** A whole number. */
export const integerField = (about: FieldText): Field<number | undefined> => ({
  ...about,
  shape: { kind: "integer" },
  read: readInteger,
  merge: pickSet,
  print: (value) => word(value?.toString()),
});

/** A whole number of which zero is how the reference stores that it is not set. */
export const countField = (about: FieldText): Field<number | undefined> => ({
  ...integerField(about),
  read: (source, place) => readInteger(source, place) || undefined,
});

/** {@link countField} that is zero when it is not set. */
export const portField = (about: FieldText): Field<number> => ({
  ...about,
  shape: { kind: "integer" },
  read: readInteger,
  merge: (base, over) => (over === 0 ? base : over),
  print: (value) => word(value === 0 ? undefined : String(value)),
});

/** A duration, in milliseconds. */
export const durationField = (
  about: FieldText & { readonly sign?: "not-zero" | "positive" },
): Field<number | undefined> => ({
  ...about,
  shape: { kind: "duration", sign: about.sign ?? "any" },
  read: readDuration,
  merge: pickSet,
  print: (ms) => word(ms === undefined ? undefined : formatDurationMs(ms)),
});

/** A number with a fraction. */
export const factorField = (about: FieldText & { readonly least: number }): Field<number | undefined> => ({
  ...about,
  shape: { kind: "factor", least: about.least },
  read: readFactor,
  merge: pickSet,
  print: (value) => word(value === undefined ? undefined : printNumber(value)),
});
