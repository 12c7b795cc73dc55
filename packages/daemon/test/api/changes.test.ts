import { describe, expect, it } from "bun:test";
import type { ChangeInfo } from "@cobble/wire";
import { createChangesHandlers } from "../../src/api/changes.ts";
import type { Route } from "../../src/api/request.ts";
import { Engine } from "../../src/engine/engine.ts";
import type { TaskContext } from "../../src/engine/task-spec.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { createFakeClock } from "../fake-clock.ts";
import { type Ask, askRoutes } from "../test-request.ts";

const silent = { notice: () => undefined, debug: () => undefined };

/** An engine behind its routes; `times` counts the times that were written. */
const startApi = () => {
  const clock = createFakeClock();
  const engine = new Engine({ clock, store: createMemoryStore(), log: silent });
  let times = 0;
  const counting = {
    ...clock,
    offsetMinutes: () => {
      times += 1;
      return 0;
    },
  };
  const handlers = createChangesHandlers({ engine, clock: counting });
  const routes: readonly Route[] = [
    { method: "GET", path: "/v1/changes", access: "read", handle: handlers.list },
    { method: "GET", path: "/v1/changes/{id}", access: "read", handle: handlers.get },
    { method: "GET", path: "/v1/changes/{id}/wait", access: "read", handle: handlers.wait },
    { method: "POST", path: "/v1/changes/{id}", access: "admin", handle: handlers.act },
  ];
  return { engine, clock, ask: askRoutes(routes), times: () => times };
};

/** A change of many tasks that goes on until it is aborted or `end` is called. */
const startLong = (engine: Engine, count: number) => {
  const contexts: TaskContext[] = [];
  const ends: (() => void)[] = [];
  engine.start({
    kind: "test",
    summary: "Long",
    services: ["web"],
    tasks: Array.from({ length: count }, (_, index) => ({
      kind: "test",
      summary: `Task ${index}`,
      run: (context: TaskContext) => {
        contexts.push(context);
        return new Promise<void>((resolve) => {
          ends.push(resolve);
          context.signal.addEventListener("abort", () => resolve());
        });
      },
    })),
  });
  const end = (): void => {
    for (const each of ends) each();
  };
  return { contexts, end };
};

const infoOf = async (ask: Ask, id: string): Promise<ChangeInfo> =>
  (await ask("GET", `/v1/changes/${id}`)).result as ChangeInfo;

describe("the API of changes", () => {
  it("writes a change of a thousand tasks once for all who ask, until something of it is another", async () => {
    const { engine, ask, times } = startApi();
    const { contexts } = startLong(engine, 1000);
    const first = await infoOf(ask, "1");
    expect(first.tasks).toHaveLength(1000);
    const written = times();
    expect(written).toBeGreaterThanOrEqual(1000);
    expect(await infoOf(ask, "1")).toEqual(first);
    expect((await ask("GET", "/v1/changes?select=all")).result).toEqual([first]);
    expect(times()).toBe(written);
    contexts[500]?.log("INFO", "hello");
    expect((await infoOf(ask, "1")).tasks?.[500]?.log?.[0]).toEndWith(" INFO hello");
    expect(times()).toBeGreaterThan(written + 1000);
  });

  it("shows each thing that becomes another: data, status, times", async () => {
    const { engine, ask } = startApi();
    const { contexts, end } = startLong(engine, 1);
    expect((await infoOf(ask, "1")).tasks?.[0]?.data).toBeUndefined();
    contexts[0]?.setData("exit-code", 3);
    expect((await infoOf(ask, "1")).tasks?.[0]?.data).toEqual({ "exit-code": 3 });
    end();
    const waited = (await ask("GET", "/v1/changes/1/wait")).result as ChangeInfo;
    expect(waited).toMatchObject({ status: "Done", ready: true });
    expect(waited["ready-time"]).toBeDefined();
    expect(await infoOf(ask, "1")).toEqual(waited);
  });

  it("aborts a change, and shows what comes of it", async () => {
    const { engine, ask } = startApi();
    startLong(engine, 2);
    expect((await infoOf(ask, "1")).status).toBe("Doing");
    const { result } = await ask("POST", "/v1/changes/1", { body: { action: "abort" } });
    expect(result).toMatchObject({ status: "Abort", ready: false });
    expect((await ask("GET", "/v1/changes/1/wait")).result).toMatchObject({ status: "Done" });
  });

  it("gives up a wait at its time, and at once when the time is past", async () => {
    const { engine, clock, ask } = startApi();
    startLong(engine, 1);
    const waiting = ask("GET", "/v1/changes/1/wait?timeout=90s");
    await clock.advance(90_000);
    expect(await waiting).toMatchObject({
      status: 504,
      message: "timed out waiting for change after 1m30s",
    });
    const past = ask("GET", "/v1/changes/1/wait?timeout=-1s");
    await clock.advance(0);
    expect(await past).toMatchObject({ status: 504, message: "timed out waiting for change after -1s" });
  });
});
