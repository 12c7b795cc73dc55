import { CommandError } from "./errors.ts";

/** A word begins where a space or a comment does not. */
const gap = /(?:[ \t\r\n]+|#[^\n]*)*/y;
const bare = /[^ \t\r\n'"\\]+/y;
const single = /'[^']*'/y;
const double = /"(?:[^"\\]|\\.)*"/sy;
const escaped = /\\./sy;

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** Why nothing fits at a place in the middle of a word. */
const openEnd = (rest: string): string =>
  /^(?:"(?:[^"\\]|\\.)*)?\\$/s.test(rest)
    ? "EOF found after escape character"
    : "EOF found when expecting closing quote";

/** The word that begins at `start`: pieces with and without quotes, one right after the other. */
const wordAt = (text: string, start: number): { readonly word: string; readonly end: number } => {
  let word = "";
  let end = start;
  while (end < text.length && !/[ \t\r\n]/.test(text.charAt(end))) {
    const plain = matchAt(bare, text, end);
    const quoted = matchAt(single, text, end);
    const piece = plain ?? quoted ?? matchAt(double, text, end) ?? matchAt(escaped, text, end);
    if (piece === undefined) throw new CommandError(openEnd(text.slice(end)));
    const inner = piece.length > 1 && /^['"]/.test(piece) ? piece.slice(1, -1) : piece;
    word += plain === undefined && quoted === undefined ? inner.replaceAll(/\\(.)/gs, "$1") : inner;
    end += piece.length;
  }
  return { word, end };
};

/**
 * Splits a command line into words as a shell does, but expands nothing: quotes group, `\` takes the next character as
 * it is (not between single quotes), and `#` at the start of a word begins a comment, up to the end of its line.
 * @throws {CommandError} when a quote is not closed or the line ends with `\`, in the reference's words
 * @source pebble 1.32, seen: services with such commands
 */
export const splitCommand = (text: string): string[] => {
  const words: string[] = [];
  for (let at = 0; ; ) {
    at += matchAt(gap, text, at)?.length ?? 0;
    if (at >= text.length) return words;
    const { word, end } = wordAt(text, at);
    words.push(word);
    at = end;
  }
};

/** The words of a service's command. */
export interface ServiceCommand {
  /** The program and the arguments it always gets; empty for a blank command. */
  readonly base: readonly string[];
  /** The arguments between `[` and `]`, which `run --args` replaces. */
  readonly defaults: readonly string[];
}

const groupMessage = (words: readonly string[], open: number): string | undefined => {
  const close = words.indexOf("]");
  if (open === 0) return "cannot start command with [ ... ] group";
  if (close >= 0 && (open < 0 || close < open)) return "cannot have ] outside of [ ... ] group";
  if (open < 0) return undefined;
  const nested = words.indexOf("[", open + 1);
  if (nested >= 0 && (close < 0 || nested < close)) return "cannot nest [ ... ] groups";
  if (close >= 0 && close < words.length - 1) return "cannot have any arguments after [ ... ] group";
  return undefined;
};

/**
 * Splits a service's command into what always runs and the default arguments: `web --fast [ --port 80 ]`.
 * The group may be left open.
 * @throws {CommandError} as {@link splitCommand}, and when the group is not the one last part, in the reference's words
 * @source pebble 1.32, layer-specification.md, services.command; sentences seen: add of layers with such commands
 */
export const parseServiceCommand = (command: string): ServiceCommand => {
  const words = splitCommand(command);
  const open = words.indexOf("[");
  const message = groupMessage(words, open);
  if (message !== undefined) throw new CommandError(message);
  if (open < 0) return { base: words, defaults: [] };
  return { base: words.slice(0, open), defaults: words.slice(open + 1).filter((word) => word !== "]") };
};

/** A word as it has to be written to come out of {@link splitCommand} again. */
const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;

/** Writes words as one command line; {@link splitCommand} gives them back. */
export const joinCommand = (words: readonly string[]): string => words.map(quoteWord).join(" ");

/**
 * The command line with its default arguments replaced, or taken away when there are none.
 * @throws {CommandError} when `command` cannot be split
 * @source pebble 1.32, cli-commands.md, run --args; form seen: plan after run --args
 */
export const withArgs = (command: string, args: readonly string[]): string => {
  const base = joinCommand(parseServiceCommand(command).base);
  return args.length === 0 ? base : `${base} [ ${joinCommand(args)} ]`;
};

/**
 * What is wrong with a command, in the reference's words; undefined when nothing is.
 * @param options.plain `[` and `]` are words like others, as in the command of a check
 */
export const commandMessage = (
  command: string,
  options: { readonly plain?: boolean } = {},
): string | undefined => {
  // Only these can be wrong, and few commands have them.
  if (!/["'\\#[\]]/.test(command)) return undefined;
  try {
    if (options.plain === true) splitCommand(command);
    else parseServiceCommand(command);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
};
