import { DurationError, parseDurationMs } from "@cobble/wire";
import type { Completes } from "./completion/completes.ts";
import { UsageError } from "./errors.ts";

/** One option of a command; `T` is what it reads as. Made by the functions of this file. */
export interface Flag<T> {
  /** Without its dashes, for example `format`. */
  readonly long?: string;
  /** One letter. */
  readonly short?: string;
  readonly help: string;
  /** What follows it: nothing, one value, or every word up to a lone `;`. */
  readonly takes: "nothing" | "value" | "words";
  /** Its value may begin with a dash and a digit, and is no option then. */
  readonly takesNegative?: true;
  /** The only values it may have; shown in the help. */
  readonly choices?: readonly string[];
  /** Shown in the help as the default. */
  readonly defaultText?: string;
  /** What its value names, for completion in shells; {@link choices} where those are given. */
  readonly completes?: Completes;
  /**
   * The value after these occurrences, in order; none gives the default.
   * @throws {UsageError} when the last one cannot be read
   */
  readonly read: (given: readonly string[]) => T;
}

/** The values of a set of flags, under the same keys. */
export type FlagValues<F extends Readonly<Record<string, Flag<unknown>>>> = {
  readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never;
};

/** How a flag is named and explained. At least one of `long` and `short` is there. */
export interface FlagNames {
  readonly long?: string;
  readonly short?: string;
  readonly help: string;
  /** What its value names, for completion in shells. */
  readonly completes?: Completes;
}

/** How a flag is shown in errors: `-v, --verbose`. */
export const flagName = (names: { readonly long?: string; readonly short?: string }): string =>
  [
    ...(names.short === undefined ? [] : [`-${names.short}`]),
    ...(names.long === undefined ? [] : [`--${names.long}`]),
  ].join(", ");

const invalidArgument = (names: FlagNames, type: string, reason: string): UsageError =>
  new UsageError(`invalid argument for flag \`${flagName(names)}' (expected ${type}): ${reason}`);

/** A flag that is there or not. */
export const switchFlag = (names: FlagNames): Flag<boolean> => ({
  ...names,
  takes: "nothing",
  read: (given) => given.length > 0,
});

/** A flag that is obeyed where it stands: whatever follows is not looked at. */
export const requestFlag = <N extends FlagNames>(names: N, request: () => Error): N & Flag<undefined> => ({
  ...names,
  takes: "nothing",
  read: (given) => {
    if (given.length > 0) throw request();
    return undefined;
  },
});

/** A flag with any text; the last one counts, and an absent one is `undefined`. */
export const textFlag = (names: FlagNames): Flag<string | undefined> => ({
  ...names,
  takes: "value",
  read: (given) => given.at(-1),
});

/** A flag with any text, which must be there. */
export const requiredTextFlag = (names: FlagNames): Flag<string> => ({
  ...names,
  takes: "value",
  read: (given) => {
    const text = given.at(-1);
    if (text !== undefined) return text;
    throw new UsageError(`the required flag \`${flagName(names)}' was not specified`);
  },
});

/** A flag that may be given several times. */
export const textsFlag = (names: FlagNames): Flag<readonly string[]> => ({
  ...names,
  takes: "value",
  read: (given) => given,
});

/** A flag that takes every word up to a lone `;`, and may be given several times; one string of words joined by NUL each. */
export const wordsFlag = (names: FlagNames): Flag<readonly (readonly string[])[]> => ({
  ...names,
  takes: "words",
  read: (given) => given.map((words) => (words === "" ? [] : words.split("\0"))),
});

const choose = <const V extends readonly string[]>(names: FlagNames, choices: V, text: string): V[number] => {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const allowed = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
  throw new UsageError(
    `Invalid value \`${text}' for option \`${flagName(names)}'. Allowed values are: ${allowed}`,
  );
};

/** A flag with one of a few values; `undefined` when absent. */
export const choiceFlag = <const V extends readonly string[]>(
  names: FlagNames,
  choices: V,
): Flag<V[number] | undefined> => ({
  ...names,
  takes: "value",
  choices,
  read: (given) => {
    const text = given.at(-1);
    return text === undefined ? undefined : choose(names, choices, text);
  },
});

/** `--format`, whose first choice is the default. */
export const formatFlag = <const V extends readonly [string, ...string[]]>(choices: V): Flag<V[number]> => {
  const names = { long: "format", help: "How to print the result" };
  return {
    ...names,
    takes: "value",
    choices,
    defaultText: choices[0],
    read: (given) => choose(names, choices, given.at(-1) ?? choices[0]),
  };
};

/** A flag with a Go duration, as milliseconds. */
export const durationFlag = (names: FlagNames): Flag<number | undefined> => ({
  ...names,
  takes: "value",
  takesNegative: true,
  read: (given) => {
    const text = given.at(-1);
    if (text === undefined) return undefined;
    try {
      return parseDurationMs(text);
    } catch (error) {
      if (error instanceof DurationError) throw invalidArgument(names, "time.Duration", error.message);
      throw error;
    }
  },
});

/** The kinds of whole numbers, under the names that errors give them. */
const integerKinds = {
  int: { go: "*int", call: "strconv.ParseInt", pattern: /^[+-]?\d+$/, max: 2 ** 63 },
  uint32: { go: "*uint32", call: "strconv.ParseUint", pattern: /^\d+$/, max: 2 ** 32 - 1 },
} as const;

/** A flag with a whole number, for example a user id. */
export const integerFlag = (names: FlagNames, kind: keyof typeof integerKinds): Flag<number | undefined> => ({
  ...names,
  takes: "value",
  ...(kind === "int" ? { takesNegative: true } : {}),
  read: (given) => {
    const text = given.at(-1);
    if (text === undefined) return undefined;
    const { go, call, pattern, max } = integerKinds[kind];
    const reason = `${call}: parsing ${JSON.stringify(text)}:`;
    if (!pattern.test(text)) throw invalidArgument(names, go, `${reason} invalid syntax`);
    const value = Number(text);
    if (Math.abs(value) > max) throw invalidArgument(names, go, `${reason} value out of range`);
    return value;
  },
});

/** `--abs-time`. */
export const absTimeFlag: Flag<boolean> = switchFlag({
  long: "abs-time",
  help: "Print times in full (RFC 3339) instead of relative to today",
});
