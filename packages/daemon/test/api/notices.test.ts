import { beforeEach, describe, expect, test } from "bun:test";
import { decode, Notices } from "@cobble/wire";
import { createNoticeHandlers } from "../../src/api/notices.ts";
import type { Caller } from "../../src/api/request.ts";
import { createNoticeManager, type NoticeManager } from "../../src/managers/notices/manager.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { createFakeClock, type FakeClock, settle } from "../fake-clock.ts";
import { noEvents } from "../no-events.ts";
import { type Ask, askRoutes } from "../test-request.ts";

const user: Caller = { transport: "unix", uid: 1000, access: "read" };
const faraway: Caller = { transport: "https", uid: undefined, access: "admin" };

describe("the API of notices", () => {
  let clock: FakeClock;
  let manager: NoticeManager;
  let ask: Ask;
  beforeEach(() => {
    clock = createFakeClock();
    manager = createNoticeManager({ events: noEvents, clock, store: createMemoryStore() });
    const notices = createNoticeHandlers(manager);
    ask = askRoutes([
      { method: "GET", path: "/v1/notices", access: "read", handle: notices.list },
      { method: "POST", path: "/v1/notices", access: "read", handle: notices.add },
      { method: "GET", path: "/v1/notices/{id}", access: "read", handle: notices.get },
    ]);
  });

  const add = (body: object, caller?: Caller) =>
    ask("POST", "/v1/notices", {
      body: { action: "add", type: "custom", key: "a.b/c", ...body },
      ...(caller === undefined ? {} : { caller }),
    });
  const idsOf = async (query: string, caller?: Caller) => {
    const { result } = await ask("GET", `/v1/notices${query}`, caller === undefined ? {} : { caller });
    return decode(Notices, result, "notices").map((notice) => notice.id);
  };

  test("a notice that was added is listed with all its fields", async () => {
    manager.add({ type: "change-update", key: "1", data: { kind: "start" } });
    expect((await add({ data: { z: "1", a: "2" }, "repeat-after": "90s" })).result).toEqual({ id: "2" });
    const { status, result } = await ask("GET", "/v1/notices");
    expect(status).toBe(200);
    expect(JSON.stringify(result)).toBe(
      JSON.stringify([
        {
          id: "1",
          "user-id": null,
          type: "change-update",
          key: "1",
          "first-occurred": "2026-01-02T03:04:05.000001Z",
          "last-occurred": "2026-01-02T03:04:05.000001Z",
          "last-repeated": "2026-01-02T03:04:05.000001Z",
          occurrences: 1,
          "last-data": { kind: "start" },
          "expire-after": "168h0m0s",
        },
        {
          id: "2",
          "user-id": 0,
          type: "custom",
          key: "a.b/c",
          "first-occurred": "2026-01-02T03:04:05.000002Z",
          "last-occurred": "2026-01-02T03:04:05.000002Z",
          "last-repeated": "2026-01-02T03:04:05.000002Z",
          occurrences: 1,
          "last-data": { a: "2", z: "1" },
          "repeat-after": "1m30s",
          "expire-after": "168h0m0s",
        },
      ]),
    );
  });

  const long = `a.b/${"a".repeat(300)}`;
  test.each([
    [{ action: "x" }, 'invalid action "x"'],
    [{ action: null }, 'invalid action ""'],
    [{ type: "warning" }, 'invalid type "warning" (can only add "custom" notices)'],
    [{ type: null }, 'invalid type "" (can only add "custom" notices)'],
    [{ key: "A" }, 'invalid key "A" (must be in "example.com/path" format)'],
    [{ key: "a/b" }, 'invalid key "a/b" (must be in "example.com/path" format)'],
    [{ key: "a--a.b/c" }, 'invalid key "a--a.b/c" (must be in "example.com/path" format)'],
    [{ key: "a.b/c\n" }, 'invalid key "a.b/c\\n" (must be in "example.com/path" format)'],
    [{ key: long, "repeat-after": "soon" }, "key must be 256 bytes or less"],
    [{ "repeat-after": "soon", data: { k: 1 } }, 'invalid repeat-after: time: invalid duration "soon"'],
    [
      { data: { k: 1 } },
      "cannot decode notice data: json: cannot unmarshal number into Go value of type string",
    ],
    [
      { data: [1] },
      "cannot decode notice data: json: cannot unmarshal array into Go value of type map[string]string",
    ],
    [
      { data: true },
      "cannot decode notice data: json: cannot unmarshal bool into Go value of type map[string]string",
    ],
    [{ data: { k: "a".repeat(4089) } }, "total size of data must be 4096 bytes or less"],
  ])("adding %j is refused", async (body, message) => {
    expect(await add(body)).toMatchObject({ status: 400, message });
  });

  test.each(["a.b/c-d", "1a.2b/3c/d", "canonical.com/x-1/y2", `a.b/${"a".repeat(252)}`])(
    "the key %s is accepted",
    async (key) => {
      expect((await add({ key })).status).toBe(200);
    },
  );

  test("data at the limit is accepted, and a null in it is an empty text", async () => {
    expect((await add({ data: { k: "a".repeat(4088) } })).status).toBe(200);
    expect((await add({ data: { k: null, l: "x" } })).status).toBe(200);
    expect(manager.get("1")?.lastData).toEqual({ k: "", l: "x" });
  });

  test.each([
    ["user-id=x", 'invalid "user-id" filter: strconv.ParseInt: parsing "x": invalid syntax'],
    ["user-id=-1", 'invalid "user-id" filter: user ID is not a valid uint32: -1'],
    ["user-id=4294967296", 'invalid "user-id" filter: user ID is not a valid uint32: 4294967296'],
    ["user-id=1,2", 'invalid "user-id" filter: must only include one "user-id"'],
    ["user-id=", 'invalid "user-id" filter: must only include one "user-id"'],
    [
      "user-id=99999999999999999999",
      'invalid "user-id" filter: strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    ["user-id=0&users=all", 'cannot use both "users" and "user-id" parameters'],
    ["users=foo&after=x", 'invalid "users" filter: must be "all"'],
    [
      "after=x&timeout=x",
      'invalid "after" timestamp: parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
    ],
    [
      "after=2026-11-22",
      'invalid "after" timestamp: parsing time "2026-11-22" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"',
    ],
    ["timeout=x", 'invalid timeout: time: invalid duration "x"'],
  ])("listing with %s is refused", async (query, message) => {
    expect(await ask("GET", `/v1/notices?${query}`)).toMatchObject({ status: 400, message });
  });

  test("everyone sees public notices and their own, an admin those of others on request", async () => {
    manager.add({ type: "warning", key: "public" });
    await add({});
    await add({}, user);
    expect(await idsOf("")).toEqual(["1", "2"]);
    expect(await idsOf("", user)).toEqual(["1", "3"]);
    expect(await idsOf("?users=all")).toEqual(["1", "2", "3"]);
    expect(await idsOf("?user-id=1000")).toEqual(["1", "3"]);
    expect((await ask("GET", "/v1/notices/3")).status).toBe(200);
    expect((await ask("GET", "/v1/notices/3", { caller: user })).status).toBe(200);
  });

  test("a user who is no admin may not ask for the notices of others", async () => {
    await add({});
    const list = (query: string) => ask("GET", `/v1/notices?${query}`, { caller: user });
    const users = { status: 403, message: 'only admins may use the "users" filter' };
    const userId = { status: 403, message: 'only admins may use the "user-id" filter' };
    expect(await list("users=all")).toMatchObject(users);
    expect(await list("user-id=1000")).toMatchObject(userId);
    expect(await list("users=all&user-id=0")).toMatchObject(userId);
    expect(await ask("GET", "/v1/notices/1", { caller: user })).toMatchObject({
      status: 403,
      message: 'not allowed to access notice with id "1"',
    });
  });

  test("a caller whose uid is unknown is told so", async () => {
    expect(await ask("GET", "/v1/notices", { caller: faraway })).toMatchObject({
      status: 403,
      message: "cannot determine UID of request, so cannot retrieve notices",
    });
    expect(await add({}, faraway)).toMatchObject({
      status: 403,
      message: "cannot determine UID of request, so cannot create notice",
    });
  });

  test("an id that is not there is 404", async () => {
    expect(await ask("GET", "/v1/notices/01")).toMatchObject({
      status: 404,
      message: 'cannot find notice with ID "01"',
    });
  });

  test("types and keys may be repeated, comma-separated, unknown or empty", async () => {
    manager.add({ type: "warning", key: "w" });
    await add({});
    expect(await idsOf("?types=custom,foo")).toEqual(["2"]);
    expect(await idsOf("?types=custom&types=warning")).toEqual(["1", "2"]);
    expect(await idsOf("?types=")).toEqual(["1", "2"]);
    expect(await idsOf("?keys=w,%20a.b/c")).toEqual(["1", "2"]);
    expect(await idsOf("?types=foo&timeout=10s")).toEqual([]);
  });

  test("a long poll is answered when a notice comes, and empty when none does", async () => {
    const waiting = idsOf("?keys=a.b/d&timeout=10s");
    await settle();
    await add({});
    await add({ key: "a.b/d" });
    expect(await waiting).toEqual(["2"]);

    const late = idsOf("?keys=a.b/e&timeout=10s");
    await clock.advance(10_000);
    expect(await late).toEqual([]);
    manager.stop();
    expect(clock.pending()).toBe(0);
  });

  test("the last-repeated time of a notice, given as after, leaves it out", async () => {
    await add({});
    const { result } = await ask("GET", "/v1/notices/1");
    const after = (result as { readonly "last-repeated": string })["last-repeated"];
    expect(await idsOf(`?after=${after}`)).toEqual([]);
    await add({});
    expect(await idsOf(`?after=${after}`)).toEqual(["1"]);
  });
});
