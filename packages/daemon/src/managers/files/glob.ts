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

/** What matches one character. */
const takeTerm = (reader: PatternReader): string => {
  const character = reader.take();
  switch (character) {
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

/** The pieces of a pattern between its stars; each matches a fixed number of characters. */
const takePieces = (pattern: string): readonly string[] => {
  const reader = new PatternReader(pattern);
  const pieces = [""];
  while (reader.current !== undefined) {
    if (reader.current === "*") {
      reader.take();
      pieces.push("");
    } else pieces.push((pieces.pop() ?? "") + takeTerm(reader));
  }
  return pieces;
};

/**
 * Where a name matches: the first piece at its beginning, the last at its end, and each between as early as it can be. One
 * expression for all would try every way to part the name among the stars, and a client could have the daemon do that for hours.
 */
const createMatcher = (pattern: string): ((name: string) => boolean) => {
  const [first = "", ...rest] = takePieces(pattern);
  const last = rest.pop();
  const head = new RegExp(last === undefined ? `^(?:${first})$` : `^(?:${first})`, "su");
  const tail = new RegExp(`(?:${last ?? ""})$`, "su");
  const between = rest.map((piece) => new RegExp(piece, "su"));
  return (name) => {
    const begin = head.exec(name);
    if (begin === null || last === undefined) return begin !== null;
    const end = tail.exec(name);
    if (end === null || end.index < begin[0].length) return false;
    let middle = name.slice(begin[0].length, end.index);
    // A star takes no slash, and only the root has one in its name.
    if (middle.includes("/")) return false;
    return between.every((piece) => {
      const found = piece.exec(middle);
      middle = middle.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
      return found !== null;
    });
  };
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
  let matches: ((name: string) => boolean) | undefined;
  return (name) => {
    matches ??= createMatcher(pattern);
    return matches(name);
  };
};
