import { decode, object, parseTime, record, string } from "@cobble/wire";
import { CommandError } from "./errors.ts";

/** Up to when notices and warnings of one supervisor have been listed, and acknowledged; RFC 3339 texts. */
export interface Listings {
  readonly noticesListed: string;
  readonly noticesOkayed: string;
  readonly warningsListed: string;
  readonly warningsOkayed: string;
}

/** What stands for never. @source pebble 1.32, seen: cli.json */
export const never = "0001-01-01T00:00:00Z";

/** Of a supervisor that nothing was listed of. */
export const nothingListed: Listings = {
  noticesListed: never,
  noticesOkayed: never,
  warningsListed: never,
  warningsOkayed: never,
};

/** Whether the one time is after the other; a time that is none is before all others. */
export const isAfter = (time: string, other: string): boolean => {
  const [a, b] = [parseTime(time) ?? -Infinity, parseTime(other) ?? -Infinity];
  // Below the microsecond the digits decide.
  return a === b ? time.replace("Z", "") > other.replace("Z", "") : a > b;
};

const names = {
  noticesListed: "notices-last-listed",
  noticesOkayed: "notices-last-okayed",
  warningsListed: "warnings-last-listed",
  warningsOkayed: "warnings-last-okayed",
} as const;

const File = object({}, { pebble: record(record(string())) });

const parseFile = (text: string): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  try {
    return decode(File, JSON.parse(text), "the file").pebble ?? {};
  } catch (error) {
    throw new CommandError(
      `cannot load CLI state: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

const readTime = (entry: Readonly<Record<string, string>>, name: string): string => {
  const text = entry[name] ?? never;
  if (parseTime(text) !== undefined) return text;
  throw new CommandError(`cannot load CLI state: ${name}: ${JSON.stringify(text)} is not a time as ${never}`);
};

/**
 * What the file says of the supervisor behind a socket.
 * @param text of `cli.json`; `undefined` when there is no such file
 * @throws {CommandError} when it is not JSON of that form
 */
export const parseListings = (text: string | undefined, socketPath: string): Listings => {
  const entry = text === undefined ? {} : (parseFile(text)[socketPath] ?? {});
  return {
    noticesListed: readTime(entry, names.noticesListed),
    noticesOkayed: readTime(entry, names.noticesOkayed),
    warningsListed: readTime(entry, names.warningsListed),
    warningsOkayed: readTime(entry, names.warningsOkayed),
  };
};

/** The file with what is now known of one supervisor; what it says of others stays. */
export const printListings = (
  text: string | undefined,
  { socketPath, listings }: { readonly socketPath: string; readonly listings: Listings },
): string => {
  const entry = {
    [names.noticesListed]: listings.noticesListed,
    [names.noticesOkayed]: listings.noticesOkayed,
    [names.warningsListed]: listings.warningsListed,
    [names.warningsOkayed]: listings.warningsOkayed,
  };
  return JSON.stringify({ pebble: { ...(text === undefined ? {} : parseFile(text)), [socketPath]: entry } });
};
