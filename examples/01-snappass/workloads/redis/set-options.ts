import { type Answer, error } from "./answers.ts";

/** What follows key and value in a SET. */
export type SetOptions =
  | { readonly kind: "options"; readonly lifeMs?: number; readonly onlyIf?: "absent" | "present" }
  | { readonly kind: "error"; readonly answer: Answer };

/** Reads `EX seconds`, `PX milliseconds`, `NX` and `XX`; other options are a syntax error here. */
export function readSetOptions(words: readonly string[]): SetOptions {
  let lifeMs: number | undefined;
  let onlyIf: "absent" | "present" | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const option = words[at]?.toUpperCase();
    if ((option === "NX" || option === "XX") && onlyIf === undefined) {
      onlyIf = option === "NX" ? "absent" : "present";
    } else if ((option === "EX" || option === "PX") && lifeMs === undefined && at + 1 < words.length) {
      at += 1;
      const number = words[at] ?? "";
      if (!/^-?\d{1,15}$/.test(number)) return fail("ERR value is not an integer or out of range");
      if (Number(number) <= 0) return fail("ERR invalid expire time in 'set' command");
      lifeMs = Number(number) * (option === "EX" ? 1000 : 1);
    } else {
      return fail("ERR syntax error");
    }
  }
  return { kind: "options", ...(lifeMs === undefined ? {} : { lifeMs }), ...(onlyIf ? { onlyIf } : {}) };
}

function fail(text: string): SetOptions {
  return { kind: "error", answer: error(text) };
}
