import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LogEntry } from "@cobble/wire";
import { APIError, ProtocolError } from "../src/index.ts";
import { failure, startFakeSupervisor } from "./fake-supervisor.ts";

const entry = (message: string): LogEntry => ({ time: "2026-01-01T00:00:00.000Z", service: "web", message });

const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

describe("logs", () => {
  it("asks for services, lines and following in the query", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": (_request, response) => void response.end(),
    });
    const { logs } = supervisor.client;
    await collect(logs.read());
    await collect(logs.read({ services: ["a", "b"], n: "all" }));
    await collect(logs.read({ n: 5, follow: true }));
    assert.deepEqual(
      supervisor.seen.map(({ url }) => url),
      ["/v1/logs", "/v1/logs?n=-1&services=a&services=b", "/v1/logs?follow=true&n=5"],
    );
  });

  it("joins lines that arrive in pieces, also inside a letter", async () => {
    const bytes = Buffer.from(`${JSON.stringify(entry("grüße"))}\n${JSON.stringify(entry("b"))}\n`);
    const cut = bytes.indexOf("ü") + 1;
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": async (_request, response) => {
        await new Promise<void>((resolve) => void response.write(bytes.subarray(0, cut), () => resolve()));
        response.end(bytes.subarray(cut));
      },
    });
    assert.deepEqual(await collect(supervisor.client.logs.read()), [entry("grüße"), entry("b")]);
  });

  it("gives lines as they come, and ends without an error when the caller aborts", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": (_request, response) => void response.write(`${JSON.stringify(entry("a"))}\n`),
    });
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const { message } of supervisor.client.logs.read({ follow: true }, { signal: abort.signal })) {
      seen.push(message);
      abort.abort();
    }
    assert.deepEqual(seen, ["a"]);
  });

  it("gives the lines that arrive together at once, empty lines left out", async () => {
    const text = `${JSON.stringify(entry("a"))}\n\n${JSON.stringify(entry("b"))}\n${JSON.stringify(entry("c"))}`;
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": (_request, response) => void response.end(text),
    });
    const runs = await collect(supervisor.client.logs.readRuns());
    assert.deepEqual(runs, [[entry("a"), entry("b")], [entry("c")]]);
  });

  it("throws the supervisor's error", async () => {
    const answer = failure(400, { message: 'n must be -1, 0, or positive, not "x"' });
    await using supervisor = await startFakeSupervisor({ "GET /v1/logs": answer });
    await assert.rejects(collect(supervisor.client.logs.read()), APIError);
  });

  it("throws a ProtocolError at a line that is not an entry", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": (_request, response) => void response.end("what\n"),
    });
    await assert.rejects(collect(supervisor.client.logs.read()), ProtocolError);
  });

  it("names the line that is not an entry, among many", async () => {
    const text = [entry("a"), { time: "x", service: 1 }, entry("b")]
      .map((each) => JSON.stringify(each))
      .join("\n");
    await using supervisor = await startFakeSupervisor({
      "GET /v1/logs": (_request, response) => void response.end(`${text}\n`),
    });
    await assert.rejects(collect(supervisor.client.logs.readRuns()), /log line.*(?:service|message)/);
  });
});
