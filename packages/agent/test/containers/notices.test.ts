import { describe, expect, it } from "bun:test";
import type { ChangeInfo, Notice } from "@cobble/wire";
import { NoticeCursor, watchNotices } from "../../src/containers/notices.ts";
import { type Hook, hookName } from "../../src/hooks/hook.ts";
import type { Handled } from "../../src/unit/state.ts";
import { fakeSupervisor } from "../fixtures/fake-client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";

const notice = (at: string, fields: Partial<Notice>): Notice => ({
  id: at,
  "user-id": null,
  type: "custom",
  key: "example.com/a",
  "first-occurred": at,
  "last-occurred": at,
  "last-repeated": at,
  occurrences: 1,
  ...fields,
});

const checkNotice = (at: string, id: string, kind: string): Notice =>
  notice(at, { type: "change-update", key: id, "last-data": { kind, "check-name": "up" } });

const change = (id: string, kind: string, status: string): ChangeInfo => ({
  id,
  kind,
  status,
  summary: "",
  ready: true,
  "spawn-time": "t",
});

const start = (handled: Handled = { after: "", changes: [] }) => {
  const supervisor = fakeSupervisor();
  const clock = fakeClock();
  const hooks: Hook[] = [];
  const end = new AbortController();
  const watch = async (): Promise<void> => {
    void watchNotices({
      container: "db",
      client: supervisor.client,
      cursor: new NoticeCursor(handled),
      clock,
      emit: (hook) => hooks.push(hook),
      signal: end.signal,
    });
    await settle();
  };
  return { supervisor, clock, hooks, end, watch };
};

describe("watchNotices", () => {
  it("makes hooks of notices as they come, each once, and asks for later ones only", async () => {
    const { supervisor, hooks, watch, end } = start();
    supervisor.notices.push(notice("t1", {}));
    await watch();
    supervisor.notices.push(notice("t2", { key: "example.com/b" }));
    supervisor.wake();
    await settle();
    expect(hooks.map((hook) => "at" in hook && hook.at)).toEqual(["t1", "t2"]);
    expect(supervisor.asked).toEqual([undefined, "t1", "t2"]);
    end.abort();
  });

  it("goes on after what was handled before", async () => {
    const { supervisor, watch, end } = start({ after: "t5", changes: [] });
    await watch();
    expect(supervisor.asked).toEqual(["t5"]);
    end.abort();
  });

  it("tells the end of a check's change once, however often it is reported", async () => {
    const { supervisor, hooks, watch, end } = start({ after: "", changes: ["3"] });
    supervisor.changes.set("3", change("3", "perform-check", "Error"));
    supervisor.changes.set("4", change("4", "perform-check", "Error"));
    supervisor.notices.push(
      checkNotice("t1", "3", "perform-check"),
      checkNotice("t2", "4", "perform-check"),
      checkNotice("t3", "4", "perform-check"),
    );
    await watch();
    expect(hooks).toMatchObject([{ kind: "check-failed", change: "4" }]);
    end.abort();
  });

  it("does not take a check that was stopped for one that has recovered", async () => {
    const { supervisor, hooks, watch, end } = start();
    supervisor.changes.set("3", change("3", "recover-check", "Done"));
    supervisor.notices.push(checkNotice("t1", "3", "recover-check"));
    supervisor.checks.push({ name: "up", status: "inactive", threshold: 3 });
    await watch();
    expect(hooks).toEqual([]);
    supervisor.checks.splice(0, 1, { name: "up", status: "up", threshold: 3 });
    supervisor.changes.set("4", change("4", "recover-check", "Done"));
    supervisor.notices.push(checkNotice("t2", "4", "recover-check"));
    supervisor.wake();
    await settle();
    expect(hooks.map(hookName)).toEqual(["db-pebble-check-recovered"]);
    end.abort();
  });

  it("asks again after a while when a question fails", async () => {
    const { supervisor, clock, hooks, watch, end } = start();
    supervisor.fault = new Error("busy");
    await watch();
    supervisor.notices.push(notice("t1", {}));
    expect(hooks).toEqual([]);
    await clock.advance(500);
    expect(hooks).toHaveLength(1);
    end.abort();
  });

  it("ends with its signal", async () => {
    const { supervisor, clock, watch, end } = start();
    await watch();
    end.abort();
    await settle();
    await clock.advance(10_000);
    expect(supervisor.asked).toHaveLength(1);
  });
});
