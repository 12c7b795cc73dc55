import { LogEntry } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { InterruptError, ProtocolError } from "./errors.ts";
import { joinLines } from "./lines.ts";
import { withQuery } from "./query.ts";
import { decodeAnswer, type Requester, readEnvelope } from "./requester.ts";

/** What to ask `/v1/logs` for. */
export interface LogQuery {
  /** All services when empty or absent. */
  readonly services?: readonly string[];
  /** How many of the kept lines; 30 when absent, none when absent with `follow`, `all` for all of them. */
  readonly n?: number | "all";
  /** Whether to go on with each new line. */
  readonly follow?: boolean;
}

/**
 * `/v1/logs`. Both calls end without an error when the signal aborts, but for the user's {@link InterruptError} while there is no
 * answer yet.
 */
export interface LogCalls {
  /** Log lines as they come: first the last `n` of what is kept, then, with `follow`, each new one. */
  read(query?: LogQuery, options?: CallOptions): AsyncIterable<LogEntry>;
  /** The same, in the runs that they arrive in: for who follows a service that writes many lines a second. */
  readRuns(query?: LogQuery, options?: CallOptions): AsyncIterable<readonly LogEntry[]>;
}

const parseEntry = (line: string): LogEntry => {
  try {
    return decodeAnswer(LogEntry, JSON.parse(line), "log line");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProtocolError(
      `cannot decode log line: expected JSON, got ${JSON.stringify(line.slice(0, 60))}`,
      {
        cause: error,
      },
    );
  }
};

const isEntry = (value: unknown): value is LogEntry => {
  if (typeof value !== "object" || value === null) return false;
  // Any object may be looked into for any key.
  const { time, service, message } = value as Readonly<Record<string, unknown>>;
  return typeof time === "string" && typeof service === "string" && typeof message === "string";
};

/** Reads all lines as one list, which takes a third of the time; when anything is wrong it is looked for line by line. */
const parseEntries = (lines: string): readonly LogEntry[] => {
  try {
    const list: readonly unknown[] = JSON.parse(`[${lines.replaceAll("\n", ",")}]`);
    if (list.every(isEntry)) return list;
  } catch {
    // Which line it is, and whether it is only an empty one, is found out below.
  }
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map(parseEntry);
};

/** The calls of `/v1/logs`. */
export const logCalls = (requester: Requester): LogCalls => {
  async function* readRuns(query: LogQuery = {}, options?: CallOptions): AsyncIterable<readonly LogEntry[]> {
    const target = withQuery("/v1/logs", {
      services: query.services,
      n: query.n === "all" ? -1 : query.n,
      follow: query.follow ? true : undefined,
    });
    const signal = options?.signal;
    const request = { method: "GET", target, ...(signal === undefined ? {} : { signal }) } as const;
    let isAnswered = false;
    try {
      const response = await requester.send(request);
      isAnswered = true;
      if (response.status !== 200) readEnvelope(await response.text(), `answer to GET ${target}`);
      for await (const lines of joinLines(response.chunks())) {
        const entries = parseEntries(lines);
        if (entries.length > 0) yield entries;
      }
    } catch (error) {
      // The end of a follow is the caller's signal, so it is not an error.
      const isUnheard = !isAnswered && signal?.reason instanceof InterruptError;
      if (!signal?.aborted || isUnheard) throw error;
    }
  }
  return {
    readRuns,
    read: async function* (query, options) {
      for await (const entries of readRuns(query, options)) yield* entries;
    },
  };
};
