import { type ErrorKind, type StatusCode, statusTexts } from "@cobble/wire";
import { ApiError, messageOf } from "../errors.ts";
import type { ApiResponse } from "./request.ts";

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * JSON as Go writes it: what could end a script or a line where a browser shows an answer is escaped.
 * @source Go, package encoding/json, Marshal; seen in answers of pebble 1.32
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (found) => escapes[found] ?? found);

const envelope = (
  type: "sync" | "async" | "error",
  status: StatusCode,
  rest: Readonly<Record<string, unknown>>,
): ApiResponse => ({
  status,
  contentType: "application/json",
  body: toJson({ type, "status-code": status, status: statusTexts[status], ...rest }),
});

/** The ordinary answer: `result`, with status 200 unless said otherwise. */
export const sync = (result: unknown, status: StatusCode = 200): ApiResponse =>
  envelope("sync", status, { result });

const syncHead = `{"type":"sync","status-code":200,"status":"${statusTexts[200]}","result":`;

const success = (body: ApiResponse["body"]): ApiResponse => ({
  status: 200,
  contentType: "application/json",
  body,
});

/** {@link sync} of a result that is JSON already. */
export const syncText = (json: string): ApiResponse => success(`${syncHead}${json}}`);

/** So many entries of a list are printed at a time: others are answered in between, and a slow client costs little memory. */
const entriesPerPiece = 256;

/** Entries that do not change while they are sent, and how each goes out. */
interface EntryList<T> {
  readonly entries: readonly T[];
  readonly toWire: (entry: T) => unknown;
}

async function* printPieces<T>({ entries, toWire }: EntryList<T>): AsyncGenerator<string> {
  for (let from = 0; from < entries.length; from += entriesPerPiece) {
    const array = toJson(entries.slice(from, from + entriesPerPiece).map((entry) => toWire(entry)));
    yield (from === 0 ? `${syncHead}[` : ",") + array.slice(1, -1);
  }
  yield "]}";
}

/** {@link sync} of a list; a long one is printed piece by piece as it is sent, and the last piece ends the answer's object. */
export const syncList = <T>(list: EntryList<T>): ApiResponse =>
  list.entries.length <= entriesPerPiece
    ? sync(list.entries.map((entry) => list.toWire(entry)))
    : success(printPieces(list));

/** 202: a change has been started. */
export const accepted = (change: string, result: unknown = null): ApiResponse =>
  envelope("async", 202, { change, result });

/** 301: what is asked for is at another place. */
export const redirect = (location: string): ApiResponse => ({ status: 301, location, body: "" });

/** An error answer; `kind` and `value` only where there are any. */
export const failure = (
  status: StatusCode,
  message: string,
  details: { readonly kind?: ErrorKind | undefined; readonly value?: unknown } = {},
): ApiResponse =>
  envelope("error", status, { result: { message, kind: details.kind, value: details.value } });

/** The answer to whatever a handler threw: its own status for an {@link ApiError}, otherwise 500. */
export const failureOf = (error: unknown): ApiResponse =>
  error instanceof ApiError
    ? failure(error.status, error.message, { kind: error.wireKind, value: error.value })
    : failure(500, messageOf(error));
