import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SupervisorEvent } from "@cobble/wire";
import { APIError, ProtocolError, UnsupportedError } from "../src/index.ts";
import { failure, startFakeSupervisor } from "./fake-supervisor.ts";

const event = (number: number): SupervisorEvent => ({
  cursor: `e-${number}`,
  time: "2026-01-01T00:00:00Z",
  type: "notice",
  notice: { id: "1", "user-id": null, type: "custom", key: "grü.ße/x", occurrences: number },
});

const frame = (one: SupervisorEvent): string =>
  `id: ${one.cursor}\nevent: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`;

const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

describe("events", () => {
  it("asks for types, names, a cursor and following in the query", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/events": (_request, response) => void response.end(),
    });
    const { events } = supervisor.client;
    await collect(events.read());
    await collect(events.read({ follow: true, types: ["service", "check"], names: ["a"], after: "e-7" }));
    assert.deepEqual(
      supervisor.seen.map(({ url }) => url),
      ["/v1/events?follow=false", "/v1/events?after=e-7&names=a&types=service%2Ccheck"],
    );
  });

  it("joins events that arrive in pieces, and passes over comments and ids", async () => {
    const bytes = Buffer.from(`retry: 1000\nid: e-0\n\n${frame(event(1))}:\nid: e-5\n\n${frame(event(6))}`);
    const cut = bytes.indexOf("ü") + 1;
    await using supervisor = await startFakeSupervisor({
      "GET /v1/events": async (_request, response) => {
        await new Promise<void>((resolve) => void response.write(bytes.subarray(0, cut), () => resolve()));
        response.end(bytes.subarray(cut));
      },
    });
    assert.deepEqual(await collect(supervisor.client.events.read()), [event(1), event(6)]);
  });

  it("gives events as they come, and ends without an error when the caller aborts", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/events": (_request, response) => void response.write(frame(event(1))),
    });
    const abort = new AbortController();
    const seen: string[] = [];
    const events = supervisor.client.events.read({ follow: true }, { signal: abort.signal });
    for await (const { cursor } of events) {
      seen.push(cursor);
      abort.abort();
    }
    assert.deepEqual(seen, ["e-1"]);
  });

  it("throws a ProtocolError at data that is no event", async () => {
    for (const data of ["what", JSON.stringify({ ...event(1), type: "service" })]) {
      await using supervisor = await startFakeSupervisor({
        "GET /v1/events": (_request, response) => void response.end(`data: ${data}\n\n`),
      });
      await assert.rejects(collect(supervisor.client.events.read()), ProtocolError);
    }
  });

  it("throws the supervisor's error", async () => {
    const answer = failure(400, { message: 'invalid cursor "x": want the cursor of an event' });
    await using supervisor = await startFakeSupervisor({ "GET /v1/events": answer });
    await assert.rejects(collect(supervisor.client.events.read({ after: "x" })), APIError);
  });
});

describe("what only Cobble's supervisor knows", () => {
  it("is an UnsupportedError where the endpoint is not there", async () => {
    const answer = failure(404, { message: "invalid API endpoint requested" });
    const paths = ["events", "stats", "replan/preview", "services/web/explanation"];
    await using supervisor = await startFakeSupervisor(
      Object.fromEntries(paths.map((path) => [`GET /v1/${path}`, answer])),
    );
    const { events, services, system } = supervisor.client;
    const calls: readonly (readonly [doing: string, call: () => Promise<unknown>])[] = [
      ["tell events", () => collect(events.read())],
      ["tell what services use", () => system.stats()],
      ["preview a replan", () => services.previewReplan()],
      ["explain a service", () => services.explain("web")],
    ];
    for (const [doing, call] of calls) {
      await assert.rejects(call, (error) => {
        assert.ok(error instanceof UnsupportedError);
        assert.equal(error.message, `cannot ${doing}: this daemon does not offer that`);
        return true;
      });
    }
  });

  it("is an APIError where the thing that is asked for is not there", async () => {
    const answer = failure(404, { kind: "not-found", message: "no" });
    await using supervisor = await startFakeSupervisor({ "GET /v1/services/a%20b/explanation": answer });
    await assert.rejects(
      supervisor.client.services.explain("a b"),
      (error) => error instanceof APIError && error.kind === "not-found",
    );
  });
});
