import { describe, expect, it } from "bun:test";
import type { ArrivedRequest, Caller, Route } from "../../src/api/request.ts";
import { sync } from "../../src/api/respond.ts";
import { createRouter } from "../../src/api/router.ts";
import { gateFor } from "../test-request.ts";

const admin: Caller = { transport: "unix", uid: 0, access: "admin" };

const request = (method: string, path: string): ArrivedRequest => ({
  method,
  path,
  url: () => path,
  query: () => new URLSearchParams(),
  header: () => undefined,
  body: new ReadableStream<Uint8Array>({ start: (controller) => controller.close() }),
  peer: { transport: "unix", uid: 0 },
  signal: new AbortController().signal,
});

const routes: readonly Route[] = [
  { method: "GET", path: "/v1/open", access: "open", handle: () => sync("open") },
  { method: "GET", path: "/v1/things", access: "read", handle: () => sync([]) },
  { method: "POST", path: "/v1/things", access: "admin", handle: () => sync(true) },
  {
    method: "GET",
    path: "/v1/things/{id}",
    access: "read",
    handle: (_request, params) => sync(params["id"]),
  },
  {
    method: "GET",
    path: "/v1/broken",
    access: "open",
    handle: () => {
      throw new Error("a fault of ours");
    },
  },
];
const router = createRouter(routes, gateFor(admin));

const answer = async (
  method: string,
  path: string,
  caller: Caller = admin,
): Promise<{ status: number; result: unknown }> => {
  const response = await createRouter(routes, gateFor(caller))(request(method, path));
  const body: unknown = JSON.parse(String(response.body));
  return { status: response.status, result: (body as { result: unknown }).result };
};

describe("the router", () => {
  it("hands the parts in braces to the handler", async () => {
    expect(await answer("GET", "/v1/things/a b")).toEqual({ status: 200, result: "a b" });
  });

  it("finds a name that holds an escaped slash, unless the path means something without escapes", async () => {
    const escaped = (url: string) => ({ ...request("GET", decodeURIComponent(url)), url: () => url });
    expect(JSON.parse(String((await router(escaped("/v1/things/a%2Fb"))).body)).result).toBe("a/b");
    expect(JSON.parse(String((await router(escaped("/v1%2Fopen"))).body)).result).toBe("open");
  });

  it("sends the client to the clean path, whatever is there, before all else", async () => {
    for (const path of ["//v1/open", "/v1/./open", "/v1/things/../open", "/x/..//v1/open"]) {
      expect(await router(request("PUT", path))).toEqual({ status: 301, location: "/v1/open", body: "" });
    }
    expect(await router(request("GET", "/v1//nope"))).toMatchObject({ location: "/v1/nope" });
  });

  it("answers 404, when the path is unknown", async () => {
    for (const path of ["/", "/v1", "/v1/things/", "/v1/things/1/2", "/v2/things"]) {
      expect(await answer("GET", path)).toEqual({
        status: 404,
        result: { message: "invalid API endpoint requested" },
      });
    }
  });

  it("answers 405, when the method is another", async () => {
    for (const method of ["PUT", "HEAD", "DELETE"]) {
      const result = { message: `method "${method}" not allowed` };
      expect(await answer(method, "/v1/things")).toEqual({ status: 405, result });
    }
  });

  it("answers 401, when the caller may not", async () => {
    const denied = { status: 401, result: { message: "access denied", kind: "login-required" } };
    const reader: Caller = { transport: "unix", uid: 1000, access: "read" };
    const remote: Caller = { transport: "http", uid: undefined, access: "admin" };
    expect(await answer("POST", "/v1/things", reader)).toEqual(denied);
    expect(await answer("GET", "/v1/things", remote)).toEqual(denied);
    expect((await answer("GET", "/v1/open", remote)).status).toBe(200);
  });

  it("answers 500 with the text, when a handler throws", async () => {
    expect(await answer("GET", "/v1/broken")).toEqual({
      status: 500,
      result: { message: "a fault of ours" },
    });
  });
});
