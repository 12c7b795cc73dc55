import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Transport } from "@cobble/client";
import { untraced } from "../../src/tracing/trace.ts";
import { traceTransport } from "../../src/tracing/traced.ts";
import { Tracer } from "../../src/tracing/tracer.ts";

/** A transport that notes what it is asked, and reaches nobody. */
const makeTransport = () => {
  const asked: { readonly target: string; readonly headers?: Readonly<Record<string, string>> }[] = [];
  const refuse = (request: (typeof asked)[number]): Promise<never> => {
    asked.push(request);
    return Promise.reject(new Error("nobody is there"));
  };
  const transport: Transport = { request: refuse, connectWebSocket: refuse };
  return { transport, asked };
};

describe("a transport that is traced", () => {
  it("tells requests and websockets their place in the trace, beside their own headers", async () => {
    const { transport, asked } = makeTransport();
    const tracer = new Tracer({ nowUs: () => 0, randomHex: (bytes) => "a".repeat(bytes * 2) });
    const traced = traceTransport(transport, tracer.trace);
    await assert.rejects(
      traced.request({ method: "GET", target: "/v1/services?names=a", headers: { accept: "x" } }),
    );
    await assert.rejects(traced.connectWebSocket({ target: "/v1/tasks/1/websocket/stdio" }));
    const traceparent = `00-${tracer.traceId}-${"a".repeat(16)}-01`;
    assert.deepEqual(
      asked.map(({ headers }) => headers),
      [{ accept: "x", traceparent }, { traceparent }],
    );
    assert.deepEqual(
      tracer.finished.map(({ name }) => name),
      ["GET /v1/services", "websocket /v1/tasks/1/websocket/stdio"],
    );
  });

  it("adds no header when nothing is remembered", async () => {
    const { transport, asked } = makeTransport();
    await assert.rejects(traceTransport(transport, untraced).connectWebSocket({ target: "/w" }));
    assert.deepEqual(asked, [{ target: "/w", headers: {} }]);
  });
});
