import type { Argument } from "../arguments.ts";
import type { Command } from "../command.ts";
import type { Flag } from "../flags.ts";
import type { Completes } from "./completes.ts";

type AnyFlag = Flag<unknown>;

/** What the words before the one that is being written leave to be written. */
type State =
  | { readonly kind: "argument"; readonly onlyArgs: boolean }
  | { readonly kind: "value"; readonly flag: AnyFlag }
  | { readonly kind: "words"; readonly flag: AnyFlag; readonly count: number };

/** The part of the command line that is being written, and what it may be. */
export type Position =
  /** The name of a flag. */
  | { readonly kind: "flag"; readonly text: string }
  /** A value; `before` is what stands before it in the same word, as `--format=`. */
  | {
      readonly kind: "value";
      readonly text: string;
      readonly before: string;
      readonly completes: Completes | undefined;
      /** Values of the same kind that were given already. */
      readonly given: readonly string[];
    };

/** The words of a command that were read so far. */
export interface Reading {
  readonly command: Command;
  readonly args: readonly string[];
  readonly state: State;
}

const completesOf = (flag: AnyFlag | undefined): Completes | undefined => flag?.completes ?? flag?.choices;

const isOption = (word: string): boolean => word.length > 1 && word.startsWith("-");

const findLong = ({ flags }: Command, name: string): AnyFlag | undefined =>
  flags.find(({ long }) => long === name);

/** The flag that a word leaves without its value: `--last`, `-n`, `-ln`; not `--last=start` or `-n30`. */
const openFlag = (command: Command, word: string): AnyFlag | undefined => {
  if (word.startsWith("--")) return findLong(command, word.slice(2));
  const letters = Array.from(word.slice(1));
  const flags = letters.map((letter) => command.flags.find(({ short }) => short === letter));
  const first = flags.findIndex((flag) => flag?.takes === "value");
  return first === letters.length - 1 ? flags[first] : undefined;
};

const afterOption = (command: Command, word: string): State => {
  const flag = openFlag(command, word);
  if (flag?.takes === "value") return { kind: "value", flag };
  if (flag?.takes === "words") return { kind: "words", flag, count: 0 };
  return { kind: "argument", onlyArgs: word === "--" };
};

/** What a word that is no option, and no value of one, leaves to be written. */
const addArgument = (reading: Reading, word: string, onlyArgs: boolean): Reading => ({
  ...reading,
  args: [...reading.args, word],
  state: { kind: "argument", onlyArgs: onlyArgs || reading.command.stopAtFirstArg === true },
});

const readWord = (reading: Reading, word: string): Reading => {
  const { command, state } = reading;
  switch (state.kind) {
    case "value":
      return { ...reading, state: { kind: "argument", onlyArgs: false } };
    case "words":
      if (word !== ";") return { ...reading, state: { ...state, count: state.count + 1 } };
      return { ...reading, state: { kind: "argument", onlyArgs: false } };
    case "argument":
      if (state.onlyArgs || !isOption(word)) return addArgument(reading, word, state.onlyArgs);
      return { ...reading, state: afterOption(command, word) };
    default:
      return state satisfies never;
  }
};

/** Reads the words of a command that stand before the one that is being written. */
export const readWords = (command: Command, words: readonly string[]): Reading =>
  words.reduce(readWord, { command, args: [], state: { kind: "argument", onlyArgs: false } });

const argumentAt = ({ args = [] }: Command, index: number): Argument | undefined => {
  const last = args.at(-1);
  const repeats = last?.count === "any" || last?.count === "at-least-one";
  return args[index] ?? (repeats ? last : undefined);
};

const argumentPosition = ({ command, args }: Reading, text: string): Position => {
  const argument = argumentAt(command, args.length);
  const repeats = argument?.count === "any" || argument?.count === "at-least-one";
  const given = repeats ? args.slice(command.args.indexOf(argument)) : [];
  return { kind: "value", text, before: "", completes: argument?.completes, given };
};

/** Where the word `text` stands that is being written after those that were read. */
export const findPosition = (reading: Reading, text: string): Position => {
  const { command, state } = reading;
  const value = { kind: "value", text, before: "", given: [] } as const;
  if (state.kind === "value") return { ...value, completes: completesOf(state.flag) };
  if (state.kind === "words") {
    return { ...value, completes: state.count === 0 ? completesOf(state.flag) : undefined };
  }
  if (state.onlyArgs || !text.startsWith("-")) return argumentPosition(reading, text);
  const [, name, rest] = /^--([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || rest === undefined) return { kind: "flag", text };
  const completes = completesOf(findLong(command, name));
  return { ...value, text: rest, before: `--${name}=`, completes };
};
