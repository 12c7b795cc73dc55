import { FileError } from "../../errors.ts";

const badPattern = (): FileError => new FileError("generic-file-error", "syntax error in pattern");

/** The character as itself, inside a class and outside: the two have different characters to escape. */
const quote = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Reads a pattern from left to right. */
class PatternReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  get current(): string | undefined {
    return this.#characters[this.#at];
  }

  take(): string {
    const character = this.current;
    if (character === undefined) throw badPattern();
    this.#at++;
    return character;
  }
}

const takeClassCharacter = (reader: PatternReader): string => {
  if (reader.current === "-" || reader.current === "]") throw badPattern();
  const character = reader.take();
  return character === "\\" ? reader.take() : character;
};

const takeClass = (reader: PatternReader): string => {
  const negated = reader.current === "^";
  if (negated) reader.take();
  const ranges: string[] = [];
  do {
    const low = takeClassCharacter(reader);
    if (reader.current !== "-") ranges.push(quote(low));
    else {
      reader.take();
      const high = takeClassCharacter(reader);
      // An upside-down range matches nothing, and is no fault.
      if (low <= high) ranges.push(`${quote(low)}-${quote(high)}`);
    }
  } while (reader.current !== "]");
  reader.take();
  return `[${negated ? "^" : ""}${ranges.join("")}]`;
};

const takeTerm = (reader: PatternReader): string => {
  const character = reader.take();
  switch (character) {
    case "*":
      return "[^/]*";
    case "?":
      return "[^/]";
    case "[":
      return takeClass(reader);
    case "\\":
      return quote(reader.take());
    default:
      return quote(character);
  }
};

/**
 * Whether names match a pattern: `*` any characters, `?` one, `[a-z]` and `[^a-z]` one of a class, `\` takes the next
 * as it is; none of them matches `/`. An empty pattern matches everything.
 * @returns a test that throws {@link FileError} when the pattern is malformed, as late as the reference does: at the
 *   first name
 * @source Go, package path, Match: the pattern of GET /v1/files?action=list
 */
export const createGlob = (pattern: string): ((name: string) => boolean) => {
  if (pattern === "") return () => true;
  let expression: RegExp | undefined;
  const compile = (): RegExp => {
    const reader = new PatternReader(pattern);
    const terms: string[] = [];
    while (reader.current !== undefined) terms.push(takeTerm(reader));
    return new RegExp(`^(?:${terms.join("")})$`, "su");
  };
  return (name) => {
    expression ??= compile();
    return expression.test(name);
  };
};
