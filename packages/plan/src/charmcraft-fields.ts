import type { Field } from "./field.ts";

/** The text of a field that may be left out; empty when it is. */
export const optionalText = (field: Field | undefined): string =>
  field === undefined || field.isEmpty ? "" : (field.text() ?? "");

/** A list of texts that may be left out, or be a single one. */
export const optionalTexts = (field: Field | undefined): readonly string[] => {
  if (field === undefined || field.isEmpty) return [];
  return typeof field.data() === "string"
    ? [optionalText(field)]
    : field.items().flatMap((item) => item.text() ?? []);
};

/** A flag that may be left out. */
export const optionalFlag = (field: Field | undefined): boolean =>
  field === undefined || field.isEmpty ? false : (field.flag() ?? false);
