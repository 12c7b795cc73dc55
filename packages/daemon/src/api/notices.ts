import { anything, DurationError, object, parseDurationMs, quoted, record, string } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import { checkCustomKey, checkDataSize, sortData } from "../managers/notices/custom-notice.ts";
import type { NoticeManager } from "../managers/notices/manager.ts";
import { type Notice, type NoticeData, toWireNotice } from "../managers/notices/notice.ts";
import { decodeBody, readBody } from "./body.ts";
import type { JsonTree } from "./json-tree.ts";
import { readNoticeFilter, uidOf } from "./notice-filter.ts";
import type { Caller, Handler } from "./request.ts";
import { sync, syncList } from "./respond.ts";

/** As NoticesRequest, but `data` is judged later: the reference has its own words for what is wrong in it. */
const AddRequest = object(
  {},
  { action: string(), type: string(), key: string(), "repeat-after": string(), data: anything() },
);

const readDuration = (text: string | undefined, what: "timeout" | "repeat-after"): number => {
  if (text === undefined || text === "") return 0;
  try {
    return parseDurationMs(text);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    throw new ApiError(400, `invalid ${what}: ${error.message}`);
  }
};

/** @source pebble 1.32, seen: the size is looked at first, and names whose value is `null` are kept */
const readData = (tree: JsonTree | undefined): NoticeData | undefined => {
  if (tree === undefined) return undefined;
  checkDataSize(tree.size);
  const data = decodeBody(tree, record(string()), { prefix: "cannot decode notice data" });
  return data === undefined ? undefined : sortData(data);
};

const mayRead = (notice: Notice, { caller, userId }: { caller: Caller; userId: number }): boolean =>
  notice.userId === undefined || notice.userId === userId || caller.access === "admin";

/** The handlers of `/v1/notices` and `/v1/notices/{id}`. */
export interface NoticeHandlers {
  readonly list: Handler;
  readonly get: Handler;
  readonly add: Handler;
}

/**
 * Makes the handlers of notices.
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/notices; error texts and their order seen by running it
 */
export const createNoticeHandlers = (manager: NoticeManager): NoticeHandlers => ({
  list: async (request) => {
    const filter = readNoticeFilter(request);
    if (filter === undefined) return sync([]);
    const timeoutMs = readDuration(request.query().get("timeout") ?? undefined, "timeout");
    const notices = await manager.wait(filter, { timeoutMs, signal: request.signal });
    if (notices.length === 0 && request.signal.aborted) throw new ApiError(400, "request canceled");
    return syncList({ entries: notices, toWire: toWireNotice });
  },
  get: (request, params) => {
    const { caller } = request;
    const userId = uidOf(caller, "retrieve notice");
    const id = params["id"] ?? "";
    const notice = manager.get(id);
    if (notice === undefined) throw new ApiError(404, `cannot find notice with ID ${quoted(id)}`);
    if (!mayRead(notice, { caller, userId })) {
      throw new ApiError(403, `not allowed to access notice with id ${quoted(id)}`);
    }
    return sync(toWireNotice(notice));
  },
  add: async (request) => {
    const userId = uidOf(request.caller, "create notice");
    const body = await readBody(request, AddRequest, { prefix: "cannot decode request body" });
    if (body.action !== "add") throw new ApiError(400, `invalid action ${quoted(body.action ?? "")}`);
    if (body.type !== "custom") {
      const type = quoted(body.type ?? "");
      throw new ApiError(400, `invalid type ${type} (can only add "custom" notices)`);
    }
    const key = body.key ?? "";
    checkCustomKey(key);
    const repeatAfterMs = readDuration(body["repeat-after"], "repeat-after");
    // A field that its schema leaves open comes as it was written.
    const data = readData(body.data as JsonTree | undefined);
    const { id } = await manager.addDurably({ type: "custom", key, userId, data, repeatAfterMs });
    return sync({ id });
  },
});
