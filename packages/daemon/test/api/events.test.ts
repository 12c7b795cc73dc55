import { describe, expect, it } from "bun:test";
import { join } from "node:path";
import { decode, SupervisorEvent } from "@cobble/wire";
import type { Peer } from "../../src/api/request.ts";
import { listenHttp } from "../../src/os/http-listener.ts";
import { sendRaw } from "../listening.ts";
import { type Supervisor, startSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";

/** The frames of a stream as they come: the value of each field. */
interface Stream extends Disposable {
  readonly frames: Readonly<Record<string, string>>[];
  readonly status: number;
  readonly type: string | undefined;
  readonly text: () => string;
}

const parseFrame = (frame: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    frame
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );

/** A supervisor on a socket, so that connections are real ones. */
const listen = async (yaml: string) => {
  const supervisor = startSupervisor(yaml);
  const socketPath = join(supervisor.directory, "socket");
  const { answer, upgrade } = supervisor.daemon;
  const listener = await listenHttp({ path: socketPath }, { answer, upgrade });
  const open = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Stream> => {
    const message = await sendRaw(socketPath, { method: "GET", path }, { headers });
    const frames: Readonly<Record<string, string>>[] = [];
    let rest = "";
    let text = "";
    message.setEncoding("utf8");
    message.on("data", (chunk: string) => {
      text += chunk;
      const parts = (rest + chunk).split("\n\n");
      rest = parts.pop() ?? "";
      frames.push(...parts.map(parseFrame));
    });
    return {
      frames,
      status: message.statusCode ?? 0,
      type: message.headers["content-type"],
      text: () => text,
      [Symbol.dispose]: () => message.destroy(),
    };
  };
  return {
    supervisor,
    open,
    [Symbol.asyncDispose]: async () => {
      await listener.close();
      await supervisor[Symbol.asyncDispose]();
    },
  };
};

const eventsOf = ({ frames }: Stream): readonly SupervisorEvent[] =>
  frames.flatMap(({ data }) =>
    data === undefined ? [] : [decode(SupervisorEvent, JSON.parse(data), "event")],
  );

const states = (events: readonly SupervisorEvent[], service: string): readonly string[] =>
  events.flatMap((event) =>
    event.type === "service" && event.service.name === service ? [event.service.state] : [],
  );

const kept = async (supervisor: Supervisor, query: string): Promise<readonly SupervisorEvent[]> => {
  let text = "";
  const response = await supervisor.ask(`/v1/events?follow=false&${query}`);
  for await (const chunk of response.body as AsyncIterable<string>) text += chunk;
  return text
    .split("\n\n")
    .map(parseFrame)
    .flatMap(({ data }) => (data === undefined ? [] : [JSON.parse(data) as SupervisorEvent]));
};

describe.concurrent("GET /v1/events", () => {
  it("streams what services, checks, changes and notices come to, as it happens", async () => {
    await using world = await listen(`
services: {web: {override: replace, command: sleep 1000, backoff-delay: 1h, on-check-failure: {up: restart}}}
checks: {up: {override: replace, period: 1h, threshold: 1, exec: {command: "false"}}}
`);
    const { supervisor } = world;
    using stream = await world.open("/v1/events");
    expect([stream.status, stream.type]).toEqual([200, "text/event-stream"]);
    await until("the stream begins", () => stream.frames.length > 0);
    expect(stream.frames[0]).toEqual({ retry: "1000", id: expect.stringMatching(/^[0-9a-z]+-\d+$/) });
    await supervisor.act("start", "web");
    await supervisor.post("/v1/checks/refresh", { name: "up" });
    await supervisor.post("/v1/notices", { action: "add", type: "custom", key: "a.b/c" });
    await until("the service waits", () => states(eventsOf(stream), "web").includes("backoff"));
    const events = eventsOf(stream);
    expect(states(events, "web")).toEqual(["starting", "running", "stopping", "backoff"]);
    const [starting] = events.flatMap((event) => (event.type === "service" ? [event.service] : []));
    expect(starting).toEqual({
      name: "web",
      state: "starting",
      previous: "stopped",
      current: "active",
      pid: expect.any(Number),
    });
    const ended = events.flatMap((event) => (event.type === "service" ? [event.service] : [])).at(-1);
    expect(ended).toEqual({
      name: "web",
      state: "backoff",
      previous: "stopping",
      current: "backoff",
      "exit-code": 143,
      signal: "SIGTERM",
    });
    const checks = events.flatMap((event) => (event.type === "check" ? [event.check] : []));
    expect(checks).toEqual([
      {
        name: "up",
        status: "down",
        previous: "up",
        failures: 1,
        threshold: 1,
        "change-id": expect.any(String),
      },
    ]);
    const changes = events.flatMap((event) =>
      event.type === "change" && event.change.kind === "start" ? [event.change] : [],
    );
    expect(changes.map(({ status, ready }) => [status, ready])).toEqual([
      ["Do", false],
      ["Doing", false],
      ["Done", true],
    ]);
    expect(changes[0]?.services).toEqual(["web"]);
    const keys = events.flatMap((event) => (event.type === "notice" ? [event.notice.key] : []));
    expect(keys).toContain("a.b/c");
    expect(stream.frames.at(-1)?.["id"]).toBe(events.at(-1)?.cursor);
    expect(stream.frames.at(-1)?.["event"]).toBe(events.at(-1)?.type);
  });

  it("goes on after the cursor of the header, or else of the URL, and ends when it is not to follow", async () => {
    await using world = await listen("services: {a: {override: replace, command: sleep 1000}}");
    const { supervisor } = world;
    await supervisor.act("start", "a");
    const all = await kept(supervisor, "");
    const [first, second] = all;
    const after = first?.cursor ?? "";
    expect((await kept(supervisor, `after=${after}`)).length).toBe(all.length - 1);
    using stream = await world.open(`/v1/events?after=${after}`, { "last-event-id": second?.cursor ?? "" });
    await until("all has come", () => eventsOf(stream).length >= all.length - 2);
    expect(eventsOf(stream)).toEqual(all.slice(2));
    const earlier = await kept(supervisor, "after=0-5");
    expect(earlier[0]).toMatchObject({ type: "gap", gap: { reason: "restarted" } });
    expect(earlier.length).toBe(all.length + 1);
  });

  it("gives the types and names that were asked for", async () => {
    await using world = await listen(
      "services: {a: {override: replace, command: sleep 1000}, b: {override: replace, command: sleep 1000}}",
    );
    const { supervisor } = world;
    await supervisor.act("start", "a", "b");
    const types = async (query: string) => [
      ...new Set((await kept(supervisor, query)).map(({ type }) => type)),
    ];
    expect(await types("types=service")).toEqual(["service"]);
    expect((await types("types=change,notice")).sort()).toEqual(["change", "notice"]);
    expect(states(await kept(supervisor, "names=b"), "a")).toEqual([]);
    expect(states(await kept(supervisor, "names=b"), "b")).toEqual(["starting", "running"]);
  });

  it("shows readers no notices of others", async () => {
    await using world = await listen("{}");
    const { supervisor } = world;
    // Root's notice: the test's process may be root as well, so the reader is asked for as another user.
    await supervisor.post("/v1/notices", { action: "add", type: "custom", key: "a.b/private" });
    const reader: Peer = { transport: "unix", uid: 12345 };
    let text = "";
    const response = await supervisor.ask("/v1/events?follow=false", reader);
    for await (const chunk of response.body as AsyncIterable<string>) text += chunk;
    expect(text).not.toContain("private");
    expect((await kept(supervisor, "")).length).toBe(1);
  });

  const faults: readonly (readonly [query: string, message: string])[] = [
    ["types=nope", 'invalid event type "nope": want one of service, check, change, notice'],
    ["after=nope", 'invalid cursor "nope": want the cursor of an event'],
    ["follow=maybe", 'follow parameter must be "true" or "false"'],
  ];
  for (const [query, message] of faults) {
    it(`refuses ${query}`, async () => {
      await using world = await listen("{}");
      expect(await world.supervisor.get(`/v1/events?${query}`)).toMatchObject({
        status: 400,
        result: { message },
      });
    });
  }
});
