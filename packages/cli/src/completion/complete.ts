import type { Command, CommandLoader } from "../command.ts";
import type { Flag } from "../flags.ts";
import { type Candidate, type CandidateSource, findCandidates } from "./candidates.ts";
import type { Completes } from "./completes.ts";
import { findPosition, type Position, type Reading, readWords } from "./position.ts";

/** What a shell is to offer: words, or the names of files or directories, which it finds itself. */
export interface Completion {
  readonly kind: "words" | "files" | "directories";
  readonly candidates: readonly Candidate[];
}

const nothing: Completion = { kind: "words", candidates: [] };

const loadAll = async (loaders: Readonly<Record<string, CommandLoader>>): Promise<readonly Command[]> =>
  Promise.all(Object.values(loaders).map(async (load) => (await load()).command));

const findLoader = (command: Command, name: string, source: CandidateSource): CommandLoader | undefined => {
  const { subcommands } = command;
  if (subcommands === undefined) return undefined;
  if (subcommands === "all") return source.catalogue.find(name);
  return Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
};

/** How many of a command's words end with its first argument. */
const lengthToArgument = (command: Command, words: readonly string[]): number =>
  words.findIndex((_, i) => readWords(command, words.slice(0, i + 1)).args.length > 0) + 1;

/** Reads the words before the one that is being written; what follows the name of a subcommand is for that. */
const readNested = async (
  command: Command,
  words: readonly string[],
  source: CandidateSource,
): Promise<Reading> => {
  const reading = readWords(command, words);
  const load = reading.args[0] === undefined ? undefined : findLoader(command, reading.args[0], source);
  if (load === undefined) return reading;
  const rest = words.slice(lengthToArgument(command, words));
  return readNested((await load()).command, rest, source);
};

const flagCandidate = ({ long, short, help }: Flag<unknown>): Candidate => ({
  value: long === undefined ? `-${short}` : `--${long}`,
  help,
});

const flagCandidates = (command: Command): readonly Candidate[] => [
  ...command.flags.map(flagCandidate),
  { value: "--help", help: "Explain the command" },
];

const nameCandidates = async ({ subcommands }: Command): Promise<readonly Candidate[]> => {
  if (subcommands === undefined || subcommands === "all") return [];
  return (await loadAll(subcommands)).map(({ name, summary }) => ({ value: name, help: summary }));
};

const valuesOf = async (
  completes: Completes | undefined,
  source: CandidateSource,
  text: string,
): Promise<Completion> => {
  if (completes === undefined) return nothing;
  if (completes === "local-path") return { kind: "files", candidates: [] };
  if (completes === "local-directory") return { kind: "directories", candidates: [] };
  const candidates =
    typeof completes === "string"
      ? await findCandidates(completes, source, text)
      : completes.map((value) => ({ value }));
  return { kind: "words", candidates };
};

/** Characters that would end a line, part it, or steer a terminal: a word with one of them is not offered. */
const unprintable = /\p{Cc}/u;

const fitting = (
  candidates: readonly Candidate[],
  { text, given }: { readonly text: string; readonly given: readonly string[] },
): readonly Candidate[] =>
  candidates.filter(
    ({ value }) => value.startsWith(text) && !given.includes(value) && !unprintable.test(value),
  );

const completeValue = async (
  { command, args }: Reading,
  position: Extract<Position, { kind: "value" }>,
  source: CandidateSource,
): Promise<Completion> => {
  const { text, before, completes } = position;
  const names = args.length === 0 && before === "" ? await nameCandidates(command) : [];
  const { kind, candidates } = await valuesOf(completes, source, text);
  const found = fitting([...names, ...candidates], position);
  return {
    kind,
    candidates: found.map(({ value, help }) => ({ value: before + value, ...(help && { help }) })),
  };
};

/**
 * What the last of these words may become.
 * @param words those after the program's name; the last one is being written, and may be empty
 * @throws {Error} when the supervisor is needed and does not answer
 */
export const complete = async (
  words: readonly string[],
  program: Command,
  source: CandidateSource,
): Promise<Completion> => {
  const text = words.at(-1) ?? "";
  const reading = await readNested(program, words.slice(0, -1), source);
  const position = findPosition(reading, text);
  if (position.kind === "value") return completeValue(reading, position, source);
  return { kind: "words", candidates: fitting(flagCandidates(reading.command), { text, given: [] }) };
};
