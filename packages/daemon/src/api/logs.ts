import { defaultLogLines, type LogEntry } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import { type LogRun, linesText, logTime } from "../log-lines/log-run.ts";
import type { LogManager, LogQuery } from "../managers/logs/manager.ts";
import { listParameter } from "./parameters.ts";
import type { ApiRequest, ApiResponse, Handler } from "./request.ts";

const entryLines = (entries: readonly LogEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** What JSON writes otherwise than it stands, but the newline, which ends a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escapedInJson = /["\\\x00-\x09\x0b-\x1f]/;

/** The lines of a run as JSON Lines; mostly nothing needs escapes, and then all is done at once. */
export const runLines = ({ service, time, bytes }: LogRun): string => {
  const start = `{"time":${JSON.stringify(logTime(time))},"service":${JSON.stringify(service)},"message":`;
  const text = linesText(bytes);
  const lines = text.split("\n");
  if (escapedInJson.test(text)) return lines.map((line) => `${start}${JSON.stringify(line)}}\n`).join("");
  return `${start}"${lines.join(`"}\n${start}"`)}"}\n`;
};

const isSameRun = (a: LogRun, b: LogRun): boolean =>
  a.time === b.time &&
  a.service === b.service &&
  a.bytes.buffer === b.bytes.buffer &&
  a.bytes.byteOffset === b.bytes.byteOffset &&
  a.bytes.byteLength === b.bytes.byteLength;

/**
 * {@link runLines} as bytes, that remembers the last run: all who follow a service are given the same one, one after the other, and
 * it is printed once for all of them.
 */
export const createRunPrinter = (): ((run: LogRun) => Uint8Array) => {
  let last: { readonly run: LogRun; readonly printed: Uint8Array } | undefined;
  return (run) => {
    if (last === undefined || !isSameRun(last.run, run)) last = { run, printed: Buffer.from(runLines(run)) };
    return last.printed;
  };
};

/** More than any number of lines that the reference reads. */
const maxCount = 2 ** 63;

/** `-1` is how the protocol says "all". */
const readCount = (request: ApiRequest, follow: boolean): number => {
  const text = request.query().get("n") ?? "";
  if (text === "") return follow ? 0 : defaultLogLines;
  const count = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= -1 && count < maxCount)) throw new ApiError(400, "n must be -1, 0, or a positive integer");
  return count === -1 ? Number.POSITIVE_INFINITY : count;
};

const readFollow = (request: ApiRequest): boolean => {
  const text = request.query().get("follow") ?? "";
  if (text !== "" && text !== "true" && text !== "false") {
    throw new ApiError(400, 'follow parameter must be "true" or "false"');
  }
  return text === "true";
};

interface Following {
  readonly query: LogQuery;
  readonly signal: AbortSignal;
  readonly print: (run: LogRun) => Uint8Array;
}

async function* followLines(
  manager: LogManager,
  { query, signal, print }: Following,
): AsyncGenerator<Uint8Array | string> {
  const { kept, follower, unsubscribe } = manager.follow(query);
  try {
    if (kept.length > 0) yield entryLines(kept);
    for await (const runs of follower.runs(signal)) {
      const [first, second] = runs;
      if (first !== undefined && second === undefined) yield print(first);
      else yield runs.map(runLines).join("");
    }
  } finally {
    unsubscribe();
  }
}

/** `GET /v1/logs?services=&n=&follow=`: JSON Lines. */
export const createLogsHandler = (manager: LogManager): Handler => {
  const print = createRunPrinter();
  return (request): ApiResponse => {
    const services = listParameter(request, "services");
    const follow = readFollow(request);
    const query = { services, count: readCount(request, follow) };
    const body = follow
      ? followLines(manager, { query, signal: request.signal, print })
      : entryLines(manager.read(query));
    return { status: 200, contentType: "application/x-ndjson", body };
  };
};
