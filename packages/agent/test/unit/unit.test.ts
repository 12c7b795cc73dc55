import { describe, expect, it } from "bun:test";
import { type Charmcraft, parseCharmcraft } from "@cobble/plan";
import type { Exit } from "../../src/containers/machine.ts";
import { type Hook, hookName } from "../../src/hooks/hook.ts";
import { formatProgress } from "../../src/progress.ts";
import { newRelations } from "../../src/unit/relation-hooks.ts";
import { firstState, type UnitState } from "../../src/unit/state.ts";
import { newStorages } from "../../src/unit/storage-hooks.ts";
import { Unit } from "../../src/unit/unit.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";

const plain = parseCharmcraft("name: app\n", { file: "charmcraft.yaml" });
const done: Exit = { code: 0, signal: null };
const failed: Exit = { code: 1, signal: null };

const lifecycle = (name: "install" | "config-changed" | "start" | "stop"): Hook => ({
  kind: "lifecycle",
  name,
});

interface Started {
  readonly hook: Hook;
  readonly id: string;
  readonly end: (exit: Exit) => Promise<void>;
  isKilled: boolean;
}

const makeUnit = (options: { readonly isSettled?: boolean; readonly charm?: Charmcraft } = {}) => {
  const { charm = plain } = options;
  const clock = fakeClock();
  const started: Started[] = [];
  const told: string[] = [];
  const saved: UnitState[] = [];
  const made: string[] = [];
  let ids = 0;
  const unit = new Unit(
    { charm, state: firstState({ now: clock.timeOfDay(), modelUuid: "u" }) },
    {
      clock,
      report: (event) =>
        told.push(
          formatProgress(event, { elapsedMs: 0, aboutWidth: 0, colour: false }).trim().replace("0.00s  ", ""),
        ),
      save: (state) => saved.push(state),
      newId: () => String(++ids),
      writeLog: () => undefined,
      config: () => new Map([["port", 1]]),
      place: { charm, modelUuid: "u", storageDir: "/pod/storage", resources: new Map(), remotes: new Map() },
      makeStorage: (location) => made.push(location),
      isSettled: () => options.isSettled ?? false,
      startHook: (hook, id) => {
        const { promise, resolve } = Promise.withResolvers<Exit>();
        const end = async (exit: Exit): Promise<void> => {
          resolve(exit);
          await settle();
        };
        const one: Started = { hook, id, end, isKilled: false };
        started.push(one);
        const kill = (): void => {
          one.isKilled = true;
          resolve({ code: null, signal: "SIGKILL" });
        };
        return { exited: promise, kill, tail: () => ["last words"] };
      },
    },
  );
  const last = (): Started => {
    const one = started.at(-1);
    if (one === undefined) throw new Error("no hook was started");
    return one;
  };
  const tool = (tool: string, ...args: readonly string[]) =>
    unit.callTool({ tool, args, context: last().id });
  return { unit, clock, started, told, saved, made, last, tool };
};

describe("the unit", () => {
  it("runs hooks one at a time, in their order", async () => {
    const { unit, started, last } = makeUnit();
    unit.queue(lifecycle("install"));
    unit.queue(lifecycle("start"));
    expect(started.map(({ hook }) => hookName(hook))).toEqual(["install"]);
    await last().end(done);
    expect(started.map(({ hook }) => hookName(hook))).toEqual(["install", "start"]);
  });

  it("keeps what a hook said when it succeeds", async () => {
    const { unit, last, tool, saved } = makeUnit();
    unit.queue(lifecycle("start"));
    tool("status-set", "active", "ready");
    tool("application-version-set", "7");
    expect(unit.status.status).toBe("waiting");
    expect(tool("status-get").stdout).toBe("active\n");
    await last().end(done);
    expect(unit.status).toMatchObject({ status: "active", message: "ready" });
    expect(saved.at(-1)?.facts.version).toBe("7");
  });

  it("drops what a failed hook said, shows the failure, and tries again after a while", async () => {
    const { unit, clock, last, tool, started, told } = makeUnit();
    unit.queue(lifecycle("config-changed"));
    tool("status-set", "active");
    await last().end(failed);
    expect(unit.status).toMatchObject({ status: "error", message: 'hook failed: "config-changed"' });
    expect(unit.state.facts.unitStatus.status).toBe("waiting");
    expect(told).toContain("hook  config-changed failed: exit code 1 (0 ms)\n           | last words");
    expect(told).toContain("hook  config-changed will be tried again in 1 s");
    await clock.advance(999);
    expect(started).toHaveLength(1);
    await clock.advance(1);
    expect(started).toHaveLength(2);
    await last().end(done);
    expect(unit.status.status).toBe("waiting");
  });

  it("tries a failed hook again at once when the configuration changes", async () => {
    const { unit, last, started } = makeUnit();
    unit.queue(lifecycle("config-changed"));
    await last().end(failed);
    unit.setConfig({ port: 2 });
    expect(started).toHaveLength(2);
    await last().end(done);
    expect(started).toHaveLength(2);
  });

  it("refuses the tools of a hook that is over", async () => {
    const { unit, last } = makeUnit();
    unit.queue(lifecycle("start"));
    const { id } = last();
    await last().end(done);
    const reply = unit.callTool({ tool: "status-set", args: ["active"], context: id });
    expect(reply).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("it is over") });
    expect(unit.status.status).toBe("waiting");
  });

  it("says so when a hook takes long, less and less often", async () => {
    const { unit, clock, told } = makeUnit();
    unit.queue(lifecycle("start"));
    await clock.advance(35_000);
    expect(told.filter((line) => line.includes("still running"))).toEqual([
      "hook  start is still running after 10 s",
      "hook  start is still running after 30 s",
    ]);
  });

  it("becomes unknown when all is done and the charm has said nothing", async () => {
    const { unit, last } = makeUnit({ isSettled: true });
    unit.queue(lifecycle("install"));
    expect(unit.status).toMatchObject({ status: "maintenance", message: "installing charm software" });
    await last().end(done);
    expect(unit.status.status).toBe("unknown");
  });

  it("tells who runs an action what it waits for, its progress, results and failure", async () => {
    const { unit, last, tool } = makeUnit();
    const lines: string[] = [];
    unit.queue(lifecycle("start"));
    const ended = unit.runAction({ name: "purge", params: {} }, (line) => lines.push(line));
    await last().end(done);
    tool("action-log", "half");
    tool("action-set", "a=1");
    tool("action-fail", "no luck");
    await last().end(done);
    expect(lines).toEqual(['waiting for hook "start"', "half"]);
    expect(await ended).toEqual({ failure: "no luck", results: new Map([["a", "1"]]) });
  });

  it("fails an action whose process fails, and does not try it again", async () => {
    const { unit, last, started } = makeUnit();
    const ended = unit.runAction({ name: "purge", params: {} }, () => undefined);
    await last().end({ code: 4, signal: null });
    expect((await ended).failure).toBe("exit status 4");
    expect(started).toHaveLength(1);
    expect(unit.current).toBeUndefined();
  });

  it("goes down after the hook that runs and its last hooks, and fails actions that wait", async () => {
    const { unit, last, started } = makeUnit();
    unit.queue(lifecycle("start"));
    const action = unit.runAction({ name: "purge", params: {} }, () => undefined);
    const ended = unit.stop([lifecycle("stop")]);
    expect((await action).failure).toContain("the pod goes down");
    await last().end(done);
    expect(hookName(last().hook)).toBe("stop");
    await last().end(failed);
    await ended;
    expect(started).toHaveLength(2);
  });

  it("ends hooks that keep it from going down, after 10 s each", async () => {
    const { unit, clock, started } = makeUnit();
    unit.queue(lifecycle("start"));
    const ended = unit.stop([lifecycle("stop")]);
    await clock.advance(20_000);
    await ended;
    expect(started.map(({ isKilled }) => isKilled)).toEqual([true, true]);
  });
});

describe("what a unit has", () => {
  const charm = parseCharmcraft(
    "name: app\npeers: {friends: {interface: x}}\nstorage: {data: {type: filesystem}, logs: {type: filesystem, multiple: {range: 0-1}}}\n",
    { file: "charmcraft.yaml" },
  );

  it("its charm is told once of each storage, whose folder is there then, and of each relation", async () => {
    const { unit, last, made, saved } = makeUnit({ charm });
    unit.tell(newStorages);
    unit.tell(newRelations);
    expect(last().hook).toMatchObject({ kind: "storage-attached", storage: "data/0" });
    expect(made).toEqual(["/pod/storage/data/0"]);
    await last().end(done);
    expect(hookName(last().hook)).toBe("friends-relation-created");
    await last().end(done);
    expect(saved.at(-1)).toMatchObject({ created: ["friends"], attached: ["data/0"] });
    unit.tell(newStorages);
    unit.tell(newRelations);
    expect(unit.current).toBeUndefined();
    expect(unit.leave().map(hookName)).toEqual(["friends-relation-broken", "data-storage-detaching"]);
  });

  it("its charm is told once of each of several storages, in their order, also of one whose hook failed", async () => {
    const several = parseCharmcraft(
      "name: app\nstorage: {data: {type: filesystem, multiple: {range: 3-}}}\n",
      { file: "charmcraft.yaml" },
    );
    const { unit, clock, last, started } = makeUnit({ charm: several });
    unit.tell(newStorages);
    await last().end(done);
    await last().end(failed);
    await clock.advance(1000);
    await last().end(done);
    await last().end(done);
    expect(started.map(({ hook }) => "storage" in hook && hook.storage)).toEqual([
      "data/0",
      "data/1",
      "data/1",
      "data/2",
    ]);
    expect(unit.current).toBeUndefined();
  });

  it("a storage that a hook asks for comes when the hook has succeeded, and not when it has failed", async () => {
    const { unit, clock, last, tool } = makeUnit({ charm });
    unit.tell(newStorages);
    await last().end(done);
    unit.queue(lifecycle("start"));
    tool("storage-add", "logs");
    await last().end(failed);
    expect(unit.state.facts.storages).toEqual(["data/0"]);
    await clock.advance(1000);
    tool("storage-add", "logs");
    await last().end(done);
    expect(last().hook).toMatchObject({ kind: "storage-attached", storage: "logs/1" });
  });

  it("its charm is told once of each revision of a secret that it does not read any more", async () => {
    const { unit, last, tool, started } = makeUnit();
    unit.queue(lifecycle("start"));
    const id = tool("secret-add", "--label", "db", "password=1").stdout.trim();
    tool("secret-get", id);
    tool("secret-set", id, "password=2");
    await last().end(done);
    expect(started).toHaveLength(1);
    unit.queue(lifecycle("config-changed"));
    tool("secret-get", id, "--refresh");
    await last().end(done);
    const removed = { kind: "secret-remove", secret: { id: id.slice("secret:".length), revision: 1 } };
    expect(last().hook).toMatchObject(removed);
    await last().end(done);
    unit.queue(lifecycle("start"));
    await last().end(done);
    expect(started).toHaveLength(4);
  });

  it("a secret is rotated at its time, again and again, and not once the unit goes down", async () => {
    const { unit, clock, last, tool, started } = makeUnit();
    unit.queue(lifecycle("start"));
    tool("secret-add", "--rotate", "hourly", "--label", "db", "password=p");
    await last().end(done);
    await clock.advance(3_599_000);
    expect(started).toHaveLength(1);
    await clock.advance(1000);
    expect(last().hook).toMatchObject({ kind: "secret-rotate", secret: { label: "db", revision: 1 } });
    await last().end(done);
    await clock.advance(3_600_000);
    expect(started).toHaveLength(3);
    await last().end(done);
    await unit.stop([]);
    await clock.advance(3_600_000);
    expect(started).toHaveLength(3);
  });
});
