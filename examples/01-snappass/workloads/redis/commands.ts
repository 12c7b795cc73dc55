import { type Answer, bulk, bulks, error, integer, ok } from "./answers.ts";
import { type Database, OutOfMemoryError } from "./database.ts";
import { matcher } from "./patterns.ts";
import type { Request } from "./requests.ts";
import { readSetOptions } from "./set-options.ts";

/** What commands work on. */
export interface CommandContext {
  readonly database: Database;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** What INFO tells of the server, by name. */
  readonly facts: () => Readonly<Record<string, string | number>>;
}

interface Command {
  /** How many words it takes with its name; negative is "at least". */
  readonly arity: number;
  readonly run: (context: CommandContext, words: readonly string[]) => Answer;
}

const syntaxError = error("ERR syntax error");
const notAnInteger = error("ERR value is not an integer or out of range");

const commands: Readonly<Record<string, Command>> = {
  PING: {
    arity: -1,
    run: (_, [text, extra]) => {
      if (extra !== undefined) return wrongArity("ping");
      return text === undefined ? { kind: "status", text: "PONG" } : bulk(text);
    },
  },
  GET: { arity: 2, run: ({ database }, [key = ""]) => bulk(database.get(key)) },
  GETDEL: { arity: 2, run: ({ database }, [key = ""]) => takeValue(database, key) },
  SET: {
    arity: -3,
    run: (context, [key = "", value = "", ...options]) => setValue(context, { key, value, options }),
  },
  DEL: { arity: -2, run: ({ database }, keys) => integer(keys.filter((key) => database.delete(key)).length) },
  EXISTS: {
    arity: -2,
    run: ({ database }, keys) => integer(keys.filter((key) => database.get(key) !== undefined).length),
  },
  TTL: { arity: 2, run: ({ database }, [key = ""]) => integer(timeToLiveSeconds(database, key)) },
  EXPIRE: { arity: 3, run: (context, [key = "", seconds = ""]) => expire(context, { key, seconds }) },
  SCAN: { arity: -2, run: ({ database }, [cursor = "", ...options]) => scan(database, { cursor, options }) },
  KEYS: { arity: 2, run: ({ database }, [pattern = ""]) => bulks(database.keys().filter(matcher(pattern))) },
  DBSIZE: { arity: 1, run: ({ database }) => integer(database.size) },
  FLUSHDB: { arity: -1, run: ({ database }) => flush(database) },
  INFO: { arity: -1, run: ({ facts }) => bulk(info(facts())) },
  QUIT: { arity: -1, run: () => ok },
};

/** Runs one request; every fault of the caller is an error answer, as Redis words it. */
export function runCommand(context: CommandContext, request: Request): Answer {
  const [name = "", ...words] = request;
  const upper = name.toUpperCase();
  const command = Object.hasOwn(commands, upper) ? commands[upper] : undefined;
  if (!command) return unknownCommand(name, words);
  const { arity, run } = command;
  if (arity < 0 ? request.length < -arity : request.length !== arity) return wrongArity(name.toLowerCase());
  try {
    return run(context, words);
  } catch (fault) {
    if (fault instanceof OutOfMemoryError)
      return error("OOM command not allowed when used memory > 'maxmemory'.");
    throw fault;
  }
}

function unknownCommand(name: string, words: readonly string[]): Answer {
  const shown = words
    .map((word) => `'${word.slice(0, 128)}' `)
    .join("")
    .slice(0, 128);
  return error(`ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${shown}`);
}

function wrongArity(name: string): Answer {
  return error(`ERR wrong number of arguments for '${name}' command`);
}

function takeValue(database: Database, key: string): Answer {
  const value = database.get(key);
  database.delete(key);
  return bulk(value);
}

function setValue(
  { database, now }: CommandContext,
  { key, value, options }: { key: string; value: string; options: readonly string[] },
): Answer {
  const read = readSetOptions(options);
  if (read.kind === "error") return read.answer;
  const exists = database.get(key) !== undefined;
  if ((read.onlyIf === "absent" && exists) || (read.onlyIf === "present" && !exists)) return bulk(undefined);
  database.set(key, { value, ...(read.lifeMs === undefined ? {} : { expiresAtMs: now() + read.lifeMs }) });
  return ok;
}

function timeToLiveSeconds(database: Database, key: string): number {
  const leftMs = database.timeToLiveMs(key);
  return leftMs < 0 ? leftMs : Math.round(leftMs / 1000);
}

function expire(
  { database, now }: CommandContext,
  { key, seconds }: { key: string; seconds: string },
): Answer {
  if (!/^-?\d{1,12}$/.test(seconds)) return notAnInteger;
  return integer(database.expire(key, now() + Number(seconds) * 1000) ? 1 : 0);
}

function scan(
  database: Database,
  { cursor, options }: { cursor: string; options: readonly string[] },
): Answer {
  if (!/^\d{1,15}$/.test(cursor)) return error("ERR invalid cursor");
  let count = 10;
  let matchesKey = (_key: string): boolean => true;
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1];
    const option = options[at]?.toUpperCase();
    if (value === undefined || (option !== "COUNT" && option !== "MATCH")) return syntaxError;
    if (option === "MATCH") matchesKey = matcher(value);
    else if (!/^-?\d{1,9}$/.test(value)) return notAnInteger;
    else if (Number(value) < 1) return syntaxError;
    else count = Number(value);
  }
  const page = database.scan(Number(cursor), count);
  return { kind: "array", items: [bulk(String(page.cursor)), bulks(page.keys.filter(matchesKey))] };
}

function flush(database: Database): Answer {
  database.clear();
  return ok;
}

function info(facts: Readonly<Record<string, string | number>>): string {
  return `# Server\r\n${Object.entries(facts)
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join("")}`;
}
