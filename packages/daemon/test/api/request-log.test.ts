import { expect, test } from "bun:test";
import type { ArrivedRequest } from "../../src/api/request.ts";
import { logRequests } from "../../src/api/request-log.ts";
import { createFakeClock } from "../fake-clock.ts";

const linesOf = async (
  method: string,
  path: string,
  { debug = false }: { readonly debug?: boolean } = {},
): Promise<readonly string[]> => {
  const lines: string[] = [];
  const log = {
    notice: (line: string) => void lines.push(line),
    debug: (text: () => string) => void (debug && lines.push(`DEBUG ${text()}`)),
  };
  const answer = logRequests(() => Promise.resolve({ status: 200, body: "" }), {
    clock: createFakeClock(),
    log,
  });
  const request: ArrivedRequest = {
    method,
    path,
    url: () => path,
    query: () => new URLSearchParams(),
    header: () => undefined,
    body: new ReadableStream<Uint8Array>(),
    peer: { transport: "unix", uid: 7 },
    signal: new AbortController().signal,
  };
  await answer(request);
  return lines;
};

test("a request has a line in the log, but not one that probes and waiting clients send all the time", async () => {
  for (const path of ["/v1/health", "/v1/system-info", "/v1/changes/1", "/v1/changes/"]) {
    expect(await linesOf("GET", path), path).toEqual([]);
  }
  for (const path of ["/v1/changes", "/v1/changes/1/wait", "/v1/changes/1/x", "/v1/healthy"]) {
    expect(await linesOf("GET", path), path).toEqual([`GET ${path} 0µs 200 (http+unix)`]);
  }
  expect(await linesOf("POST", "/v1/changes/1")).toHaveLength(1);
});

test("every request has a line for who looks for faults, with its user", async () => {
  expect(await linesOf("GET", "/v1/health", { debug: true })).toEqual([
    "DEBUG user 7: GET /v1/health 0µs 200 (http+unix)",
  ]);
});
