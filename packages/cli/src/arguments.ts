import type { Completes } from "./completion/completes.ts";
import { HelpRequested, UsageError } from "./errors.ts";
import { type Flag, type FlagValues, flagName, requestFlag } from "./flags.ts";

/** A positional argument, as shown in usage and in errors. */
export interface Argument {
  /** With its brackets, for example `<service>`. */
  readonly name: string;
  /** How many there may be; one when absent. Only the last argument may be optional or repeated. */
  readonly count?: "one" | "optional" | "any" | "at-least-one";
  /** One line of help, for an argument that needs one. */
  readonly help?: string;
  /** What it names, for completion in shells. */
  readonly completes?: Completes;
}

type Flags = Readonly<Record<string, Flag<unknown>>>;

/** The part of a command's spec that its words are read by. */
export interface ArgumentSpec<F extends Flags> {
  readonly flags: F;
  readonly args?: readonly Argument[];
  readonly ignoredArgs?: number;
  readonly stopAtFirstArg?: boolean;
}

/** Words that are still to be read; `take` removes the first. */
interface Words {
  readonly peek: () => string | undefined;
  readonly take: () => string | undefined;
}

const wordsOf = (list: readonly string[]): Words => {
  let next = 0;
  return {
    peek: () => list[next],
    take: () => {
      const word = list[next];
      next += 1;
      return word;
    },
  };
};

/** Whether a word is a flag and no argument: a lone dash and a lone double dash are none. */
export const looksLikeOption = (word: string): boolean =>
  /^(?:--[^-]|-[^-])/.test(word) || /^--?=/.test(word);

const nextValue = (flag: Flag<unknown>, words: Words): string => {
  const name = flagName(flag);
  const word = words.peek();
  if (word === undefined) throw new UsageError(`expected argument for flag \`${name}'`);
  if (word === "--") {
    throw new UsageError(`expected argument for flag \`${name}', but got double dash \`--'`);
  }
  const isNegative = flag.takesNegative === true && /^-\d/.test(word);
  if (looksLikeOption(word) && !isNegative) {
    throw new UsageError(`expected argument for flag \`${name}', but got option \`${word}'`);
  }
  words.take();
  return word;
};

/** Every word up to a lone `;`, joined by NUL, which no word can contain. */
const wordsToTerminator = (words: Words): string => {
  const taken: string[] = [];
  for (let word = words.take(); word !== undefined && word !== ";"; word = words.take()) taken.push(word);
  return taken.join("\0");
};

interface Option {
  readonly name: string;
  readonly attached: string | undefined;
}

const splitOption = (text: string): Option => {
  const at = text.indexOf("=");
  return at === -1
    ? { name: text, attached: undefined }
    : { name: text.slice(0, at), attached: text.slice(at + 1) };
};

/** Every command has it. */
const helpFlag = requestFlag(
  { short: "h", long: "help", help: "Explain the command" },
  () => new HelpRequested(),
);

/** The occurrences of each flag so far, by the key it has in the spec. */
type Given = Map<string, string[]>;

class Parser<F extends Flags> {
  readonly #spec: ArgumentSpec<F>;
  readonly #words: Words;
  readonly #given: Given = new Map();
  readonly args: string[] = [];

  constructor(spec: ArgumentSpec<F>, words: readonly string[]) {
    this.#spec = spec;
    this.#words = wordsOf(words);
  }

  run(): void {
    let onlyArgs = false;
    for (let word = this.#words.take(); word !== undefined; word = this.#words.take()) {
      if (onlyArgs || (word !== "--" && !looksLikeOption(word))) {
        this.args.push(word);
        onlyArgs ||= this.#spec.stopAtFirstArg ?? false;
      } else if (word === "--") {
        onlyArgs = true;
      } else if (word.startsWith("--")) {
        this.#long(splitOption(word.slice(2)));
      } else {
        this.#short(word.slice(1));
      }
    }
  }

  values(): FlagValues<F> {
    const entries = Object.entries(this.#spec.flags).map(([key, flag]) => [
      key,
      flag.read(this.#given.get(key) ?? []),
    ]);
    // Every key of the spec is there with what its own flag reads as, which is what FlagValues says.
    return Object.fromEntries(entries) as FlagValues<F>;
  }

  #find(by: "long" | "short", name: string): readonly [string, Flag<unknown>] {
    const found = Object.entries(this.#spec.flags).find(([, flag]) => flag[by] === name);
    if (found !== undefined) return found;
    if (name === helpFlag[by]) return ["help", helpFlag];
    throw new UsageError(`unknown flag \`${name}'`);
  }

  #long(option: Option): void {
    const [key, flag] = this.#find("long", option.name);
    this.#occurs(key, flag, option.attached);
  }

  /** `-ld`, `-n30`, `-n=30`, `-n 30`, `-pm 700`: only the first letter takes the rest of the word as its value. */
  #short(text: string): void {
    const { name, attached } = splitOption(text);
    const letters = name === "" ? text.slice(0, 1) : name;
    for (const [index, letter] of Array.from(letters).entries()) {
      const [key, flag] = this.#find("short", letter);
      const rest = letters.slice(index + letter.length);
      const isLast = rest === "";
      if (flag.takes !== "value") {
        this.#occurs(key, flag, isLast ? attached : undefined);
      } else if (isLast) {
        this.#occurs(key, flag, attached);
      } else {
        if (index > 0) throw new UsageError(`expected argument for flag \`${flagName(flag)}'`);
        this.#occurs(key, flag, text.slice(letter.length));
        return;
      }
    }
  }

  #occurs(key: string, flag: Flag<unknown>, attached: string | undefined): void {
    const given = this.#given.get(key) ?? [];
    given.push(this.#valueOf(flag, attached));
    this.#given.set(key, given);
    // Read at once, so that the first fault on the line is the one that is told.
    flag.read(given);
  }

  #valueOf(flag: Flag<unknown>, attached: string | undefined): string {
    switch (flag.takes) {
      case "nothing":
        if (attached === undefined) return "";
        throw new UsageError(`bool flag \`${flagName(flag)}' cannot have an argument`);
      case "words":
        if (attached === undefined) return wordsToTerminator(this.#words);
        throw new UsageError(`terminated option's flag \`${flagName(flag)}' cannot use \`='`);
      case "value":
        return attached ?? nextValue(flag, this.#words);
    }
  }
}

const missingArgs = (expected: readonly Argument[], given: number): readonly string[] =>
  expected.slice(given).flatMap(({ name, count = "one" }) => {
    if (count === "one") return [`\`${name}\``];
    return count === "at-least-one" ? [`\`${name} (at least 1 argument)\``] : [];
  });

const checkCount = (spec: ArgumentSpec<Flags>, given: number): void => {
  const expected = spec.args ?? [];
  const missing = missingArgs(expected, given);
  if (missing.length > 0) {
    const names =
      missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}`;
    throw new UsageError(
      `the required argument${missing.length === 1 ? "" : "s"} ${names} ${missing.length === 1 ? "was" : "were"} not provided`,
    );
  }
  const last = expected.at(-1)?.count ?? "one";
  const isLimited = last !== "any" && last !== "at-least-one";
  if (isLimited && given > expected.length + (spec.ignoredArgs ?? 0))
    throw new UsageError("too many arguments for command");
};

/**
 * Splits a command's words into flags and arguments. Options may follow arguments; `--` ends them; names are never
 * abbreviated.
 * @throws {UsageError} at the first word that does not fit, or when arguments are missing or too many
 * @throws {HelpRequested} at `-h` or `--help`
 * @source pebble 1.32, seen: its answers to wrong and right words
 */
export const parseArguments = <F extends Flags>(
  spec: ArgumentSpec<F>,
  words: readonly string[],
): { readonly flags: FlagValues<F>; readonly args: readonly string[] } => {
  const parser = new Parser(spec, words);
  parser.run();
  const flags = parser.values();
  checkCount(spec, parser.args.length);
  return { flags, args: parser.args };
};
