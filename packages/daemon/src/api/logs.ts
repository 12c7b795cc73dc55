import { defaultLogLines, type LogEntry } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { LogManager } from "../managers/logs/manager.ts";
import { listParameter } from "./parameters.ts";
import type { ApiRequest, ApiResponse, Handler } from "./request.ts";

const toJsonLines = (entries: readonly LogEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** `-1` is how the protocol says "all". */
const readCount = (request: ApiRequest, follow: boolean): number => {
  const text = request.query().get("n") ?? "";
  if (text === "") return follow ? 0 : defaultLogLines;
  const count = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= -1)) throw new ApiError(400, "n must be -1, 0, or a positive integer");
  return count === -1 ? Number.POSITIVE_INFINITY : count;
};

const readFollow = (request: ApiRequest): boolean => {
  const text = request.query().get("follow") ?? "";
  if (text !== "" && text !== "true" && text !== "false") {
    throw new ApiError(400, 'follow parameter must be "true" or "false"');
  }
  return text === "true";
};

async function* followLines(
  manager: LogManager,
  request: ApiRequest,
  query: { readonly services: readonly string[]; readonly count: number },
): AsyncGenerator<string> {
  const { follower, unsubscribe } = manager.follow(query.services);
  try {
    const kept = query.count === 0 ? [] : manager.read(query);
    if (kept.length > 0) yield toJsonLines(kept);
    for await (const run of follower.runs(request.signal)) yield toJsonLines(run);
  } finally {
    unsubscribe();
  }
}

/** `GET /v1/logs?services=&n=&follow=`: JSON Lines. */
export const createLogsHandler =
  (manager: LogManager): Handler =>
  (request): ApiResponse => {
    const services = listParameter(request, "services");
    const follow = readFollow(request);
    const query = { services, count: readCount(request, follow) };
    const body = follow
      ? followLines(manager, request, query)
      : toJsonLines(query.count === 0 ? [] : manager.read(query));
    return { status: 200, contentType: "application/x-ndjson", body };
  };
