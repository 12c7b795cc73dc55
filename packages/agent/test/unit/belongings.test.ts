import { describe, expect, it } from "bun:test";
import { parseCharmcraft } from "@cobble/plan";
import { hookName } from "../../src/hooks/hook.ts";
import { newRelations } from "../../src/unit/relation-hooks.ts";
import { newStorages } from "../../src/unit/storage-hooks.ts";
import { done, failed, lifecycle, makeUnit } from "../fixtures/unit.ts";

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
