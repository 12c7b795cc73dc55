import { HookToolError } from "../errors.ts";

/** The flags a hook tool knows: each name, long or of one letter, with what it stands for. */
export type FlagNames = Readonly<
  Record<string, { readonly flag: string; readonly takes: "text" | "nothing" }>
>;

/** A hook tool's arguments, read. */
export interface Arguments {
  readonly words: readonly string[];
  /** The flags given, by what they stand for; those that take nothing are `true` or `false`. */
  readonly flags: ReadonlyMap<string, string | boolean>;
}

const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "TRUE", "true", "True"].map((text): [string, boolean] => [text, true]),
  ...["0", "f", "F", "FALSE", "false", "False"].map((text): [string, boolean] => [text, false]),
]);

const readTruth = (name: string, text: string): boolean => {
  const value = truths.get(text);
  if (value !== undefined) return value;
  throw new HookToolError(
    `invalid value ${JSON.stringify(text)} for option ${dashed(name)}: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`,
    2,
  );
};

interface Given {
  readonly name: string;
  readonly value: string | undefined;
}

const splitFlag = (word: string): Given => {
  if (word.startsWith("--")) {
    const equals = word.indexOf("=");
    return equals < 0
      ? { name: word.slice(2), value: undefined }
      : { name: word.slice(2, equals), value: word.slice(equals + 1) };
  }
  const rest = word.slice(2);
  const value = rest.startsWith("=") ? rest.slice(1) : rest;
  return { name: word.slice(1, 2), value: value === "" ? undefined : value };
};

/**
 * Reads arguments as Juju's hook tools do: flags before, between or after words, `--flag=value` or `--flag value`, `--`
 * ends them.
 * @throws {HookToolError} with exit code 2 when a flag is not known or its value is missing or wrong
 * @source Juju 3.6, reference/hook-command; seen of its flag library: `option provided but not defined: --x`
 */
export const readArguments = (args: readonly string[], names: FlagNames): Arguments => {
  const words: string[] = [];
  const flags = new Map<string, string | boolean>();
  let at = 0;
  while (at < args.length) {
    const word = args[at++] ?? "";
    if (word === "--") {
      words.push(...args.slice(at));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      words.push(word);
      continue;
    }
    const { name, value } = splitFlag(word);
    const known = names[name];
    if (known === undefined) throw new HookToolError(`option provided but not defined: ${dashed(name)}`, 2);
    if (known.takes === "nothing") {
      flags.set(known.flag, value === undefined ? true : readTruth(name, value));
      continue;
    }
    const text = value ?? args[at++];
    if (text === undefined) throw new HookToolError(`option needs an argument: ${dashed(name)}`, 2);
    flags.set(known.flag, text);
  }
  return { words, flags };
};

/** @throws {HookToolError} with exit code 2 when there are more than `most` words */
export const refuseExtra = (words: readonly string[], most: number): void => {
  const extra = words.slice(most);
  if (extra.length > 0) throw new HookToolError(`unrecognized args: ${JSON.stringify(extra)}`, 2);
};
