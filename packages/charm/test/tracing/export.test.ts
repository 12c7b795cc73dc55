import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openTraceBuffer } from "../../src/os/trace-buffer.ts";
import { otlpUrl } from "../../src/tracing/endpoint.ts";
import { exportTraces, type TraceBuffer } from "../../src/tracing/export.ts";
import { encodeSpans } from "../../src/tracing/otlp.ts";
import { Tracer } from "../../src/tracing/tracer.ts";
import { makeTempDir } from "../charm-process.ts";

const destination = { url: "http://tempo/v1/traces" };

/** A buffer in memory. */
const makeBuffer = (...bodies: readonly string[]): TraceBuffer & { readonly kept: Map<string, string> } => {
  const kept = new Map(bodies.map((body) => [body, body]));
  return {
    kept,
    add: async (body) => void kept.set(body, body),
    list: async () => [...kept.keys()],
    read: async (name) => kept.get(name) ?? "",
    remove: async (name) => void kept.delete(name),
  };
};

describe("exportTraces", () => {
  it("sends nine kept bodies after its own, until one is not taken", async () => {
    const buffer = makeBuffer(..."abcdefghijkl");
    const sent: string[] = [];
    const post = async (_to: unknown, { body }: { readonly body: string }): Promise<void> => {
      if (body === "d" && !sent.includes("x")) throw new Error("busy");
      sent.push(body);
    };
    await exportTraces({ post, buffer, now: () => 0 }, { body: "own", observed: true, destination });
    assert.deepEqual(sent, ["own", "a", "b", "c"]);
    sent.push("x");
    await exportTraces({ post, buffer, now: () => 0 }, { body: "next", observed: true, destination });
    assert.deepEqual(sent.slice(5), ["next", ..."defghijkl"]);
    assert.equal(buffer.kept.size, 0);
  });

  it("begins no other request after six seconds, and keeps what it could not send", async () => {
    const buffer = makeBuffer("a", "b");
    let nowMs = 0;
    const post = async (): Promise<void> => {
      nowMs += 4_000;
    };
    await exportTraces({ post, buffer, now: () => nowMs }, { body: "own", observed: false, destination });
    assert.deepEqual([...buffer.kept.keys()], ["b"]);
    const refuse = (): Promise<void> => Promise.reject(new Error("away"));
    await exportTraces({ post: refuse, buffer, now: () => 0 }, { body: "own", observed: false, destination });
    assert.ok(buffer.kept.has("own"));
  });
});

describe("openTraceBuffer", () => {
  it("lists what is observed first, and nobody else may read it", async () => {
    await using dir = await makeTempDir();
    const folder = join(dir.path, "traces");
    const buffer = openTraceBuffer(folder);
    assert.deepEqual(await buffer.list(), []);
    await buffer.add("quiet", { observed: false });
    await buffer.add("seen", { observed: true });
    const bodies = await Promise.all((await buffer.list()).map((name) => buffer.read(name)));
    assert.deepEqual(bodies, ["seen", "quiet"]);
    const [name = ""] = await readdir(folder);
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
  });
});

describe("otlpUrl", () => {
  it("is that of the receiver over HTTP", () => {
    const receiver = (name: string, url: string) => ({ protocol: { name, type: "http" }, url });
    const receivers = [receiver("otlp_grpc", "tempo:4317"), receiver("otlp_http", "https://tempo:4318/")];
    assert.equal(otlpUrl(JSON.stringify(receivers)), "https://tempo:4318/v1/traces");
  });

  it("is nothing where the other charm has not said it in a way that can be read", () => {
    for (const text of [
      undefined,
      "",
      "{",
      "{}",
      "[1]",
      '[{"protocol":{"name":"otlp_http"},"url":"tempo:1"}]',
    ]) {
      assert.equal(otlpUrl(text), undefined);
    }
  });
});

describe("encodeSpans", () => {
  it("has the ids, times and attributes of each span in the form of the protocol", async () => {
    let us = 1_700_000_000_000_000;
    const tracer = new Tracer({
      nowUs: () => {
        us += 1;
        return us;
      },
      randomHex: (bytes) => "ab".repeat(bytes),
    });
    const attributes = { n: 1, half: 0.5, yes: true, list: ["a"], text: "x" };
    const broken = new Error("no");
    await assert.rejects(
      tracer.trace({ name: "work", kind: "client", attributes }, () => {
        throw broken;
      }),
      broken,
    );
    const body = JSON.parse(encodeSpans(tracer.finished, { "service.name": "web" }));
    const [{ resource, scopeSpans }] = body.resourceSpans;
    assert.deepEqual(resource.attributes, [{ key: "service.name", value: { stringValue: "web" } }]);
    const [span] = scopeSpans[0].spans;
    assert.equal(span.traceId, "ab".repeat(16));
    assert.equal(span.startTimeUnixNano, "1700000000000001000");
    assert.equal(span.endTimeUnixNano, "1700000000000002000");
    assert.equal(span.kind, 3);
    assert.deepEqual(span.status, { code: 2, message: "Error: no" });
    assert.deepEqual(
      Object.fromEntries(
        span.attributes.map((each: { key: string; value: object }) => [each.key, each.value]),
      ),
      {
        n: { intValue: "1" },
        half: { doubleValue: 0.5 },
        yes: { boolValue: true },
        list: { arrayValue: { values: [{ stringValue: "a" }] } },
        text: { stringValue: "x" },
      },
    );
  });
});
