import { quoted } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { NoticeFilter } from "../managers/notices/notice.ts";
import { listParameter } from "./parameters.ts";
import type { ApiRequest, Caller } from "./request.ts";
import { readTimestamp } from "./timestamp.ts";

const knownTypes: ReadonlySet<string> = new Set(["change-update", "custom", "warning"]);

/**
 * The uid of the process that asks.
 * @throws {ApiError} 403 when the transport does not tell it
 */
export const uidOf = (
  caller: Caller,
  what: "retrieve notices" | "retrieve notice" | "create notice",
): number => {
  if (caller.uid === undefined) throw new ApiError(403, `cannot determine UID of request, so cannot ${what}`);
  return caller.uid;
};

const userIdFault = (text: string): ApiError => new ApiError(400, `invalid "user-id" filter: ${text}`);

const readUserId = (request: ApiRequest): number => {
  const values = listParameter(request, "user-id");
  const [text] = values;
  if (text === undefined || values.length !== 1) throw userIdFault('must only include one "user-id"');
  if (!/^[+-]?\d+$/.test(text)) {
    throw userIdFault(`strconv.ParseInt: parsing ${quoted(text)}: invalid syntax`);
  }
  const uid = Number(text);
  if (!(Math.abs(uid) < 2 ** 63)) {
    throw userIdFault(`strconv.ParseInt: parsing ${quoted(text)}: value out of range`);
  }
  if (uid < 0 || uid > 0xffff_ffff) throw userIdFault(`user ID is not a valid uint32: ${uid}`);
  return uid;
};

/** Whose notices are meant: `undefined` is everybody's. */
const readUser = (request: ApiRequest): number | undefined => {
  const { caller } = request;
  const query = request.query();
  const own = uidOf(caller, "retrieve notices");
  const isAdmin = caller.access === "admin";
  if (query.has("user-id")) {
    if (!isAdmin) throw new ApiError(403, 'only admins may use the "user-id" filter');
    const uid = readUserId(request);
    if (query.has("users")) throw new ApiError(400, 'cannot use both "users" and "user-id" parameters');
    return uid;
  }
  if (!query.has("users")) return own;
  if (!isAdmin) throw new ApiError(403, 'only admins may use the "users" filter');
  if (query.get("users") !== "all") throw new ApiError(400, 'invalid "users" filter: must be "all"');
  return undefined;
};

const readAfter = (query: URLSearchParams): number | undefined => {
  const text = query.get("after") ?? "";
  if (text === "") return undefined;
  const time = readTimestamp(text);
  if (typeof time !== "number") throw new ApiError(400, `invalid "after" timestamp: ${time.fault}`);
  return time;
};

/**
 * The filter that a query asks for; `undefined` when it names types and none of them exists, so that nothing can match.
 * @throws {ApiError} 403 when it is an admin's to ask for, 400 when it does not read
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/notices; the order of refusals seen by running it
 */
export const readNoticeFilter = (request: ApiRequest): NoticeFilter | undefined => {
  const query = request.query();
  const userId = readUser(request);
  const asked = listParameter(request, "types");
  const types = asked.filter((type) => knownTypes.has(type));
  if (asked.length > 0 && types.length === 0) return undefined;
  const keys = listParameter(request, "keys");
  const after = readAfter(query);
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(types.length === 0 ? {} : { types: new Set(types) }),
    ...(keys.length === 0 ? {} : { keys: new Set(keys) }),
    ...(after === undefined ? {} : { after }),
  };
};
