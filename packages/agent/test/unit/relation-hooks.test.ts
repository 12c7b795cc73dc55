import { describe, expect, it } from "bun:test";
import { parseCharmcraft } from "@cobble/plan";
import type { UnitPlace } from "../../src/hooks/context.ts";
import { type Hook, hookName } from "../../src/hooks/hook.ts";
import { brokenRelations, changedRelations, newRelations } from "../../src/unit/relation-hooks.ts";
import { type RemoteApp, relationsIn } from "../../src/unit/relations.ts";
import { afterHook, firstState, type UnitState } from "../../src/unit/state.ts";

const charm = parseCharmcraft(
  "name: app\nrequires: {db: {interface: pg}}\nprovides: {web: {interface: http}}\npeers: {friends: {interface: x}}\n",
  { file: "charmcraft.yaml" },
);

const placeWith = (remotes: Readonly<Record<string, RemoteApp>>): UnitPlace => ({
  charm,
  modelUuid: "u",
  storageDir: "/pod/storage",
  resources: new Map(),
  remotes: new Map(Object.entries(remotes)),
});

const pg: RemoteApp = {
  app: "pg",
  units: ["pg/0", "pg/1"],
  data: { pg: { database: "shop" }, "pg/0": { version: "16" }, "pg/1": {} },
};

const shown = (hook: Hook): string =>
  [
    hookName(hook),
    "unit" in hook ? hook.unit : undefined,
    hook.kind === "relation-changed" ? JSON.stringify(hook.data) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ");

const first = firstState({ now: "2026-01-02T03:04:05Z", modelUuid: "u" });
const hooksAt = (state: UnitState, place: UnitPlace): readonly Hook[] => [
  ...newRelations(state, place),
  ...changedRelations(state, place),
];
/** The state when every hook has succeeded that comes when the pod is up. */
const told = (place: UnitPlace, before: UnitState = first): UnitState =>
  hooksAt(before, place).reduce(afterHook, before);

describe("the hooks of relations", () => {
  it("begin one that is new: created, then each unit joined and changed, then what the application says", () => {
    expect(hooksAt(first, placeWith({ db: pg })).map(shown)).toEqual([
      "friends-relation-created",
      "db-relation-created",
      "db-relation-joined pg/0",
      'db-relation-changed pg/0 {"version":"16"}',
      "db-relation-joined pg/1",
      "db-relation-changed pg/1 {}",
      'db-relation-changed {"database":"shop"}',
    ]);
  });

  it("come once: a charm that was told everything hears nothing new", () => {
    const place = placeWith({ db: pg });
    expect(hooksAt(told(place), place)).toEqual([]);
  });

  it("go on where a pod that went down was interrupted, with the change that follows a unit's joining", () => {
    const place = placeWith({ db: pg });
    const interrupted = hooksAt(first, place).slice(0, 3).reduce(afterHook, first);
    expect(hooksAt(interrupted, place).map(shown)[0]).toBe('db-relation-changed pg/0 {"version":"16"}');
  });

  it("tell what is said anew, and who has come and gone", () => {
    const state = told(placeWith({ db: pg }));
    const next = {
      app: "pg",
      units: ["pg/0", "pg/2"],
      data: { pg: {}, "pg/0": { version: "17" }, "pg/2": {} },
    };
    expect(hooksAt(state, placeWith({ db: next })).map(shown)).toEqual([
      "db-relation-departed pg/1",
      'db-relation-changed pg/0 {"version":"17"}',
      "db-relation-joined pg/2",
      "db-relation-changed pg/2 {}",
      "db-relation-changed {}",
    ]);
  });

  it("end one whose application is another, before the new one begins", () => {
    const state = told(placeWith({ db: pg }));
    const other = { app: "maria", units: [], data: { maria: { database: "shop" } } };
    expect(hooksAt(state, placeWith({ db: other })).map(shown)).toEqual([
      "db-relation-departed pg/0",
      "db-relation-departed pg/1",
      "db-relation-broken",
      "db-relation-created",
      'db-relation-changed {"database":"shop"}',
    ]);
  });

  it("end all of them when the pod is removed", () => {
    expect(brokenRelations(told(placeWith({ db: pg })), placeWith({ db: pg })).map(shown)).toEqual([
      "friends-relation-broken",
      "db-relation-departed pg/0",
      "db-relation-departed pg/1",
      "db-relation-broken",
    ]);
  });

  it("leave nothing of a relation that is over", () => {
    const before = told(placeWith({ db: pg }));
    const relationData = { "db:1 app": { a: "1" }, "friends:0 app": { b: "2" } };
    const state = { ...before, facts: { ...before.facts, relationData } };
    const after = hooksAt(state, placeWith({})).reduce(afterHook, state);
    expect(after.facts.relationData).toEqual({ "friends:0 app": { b: "2" } });
    expect(after.created).toEqual(["friends"]);
    expect(after.remotes).toEqual({});
  });
});

describe("the relations that a hook sees", () => {
  const place = placeWith({ db: pg });
  const created: Hook = { kind: "relation-created", relation: { endpoint: "db", id: 1, app: "pg" } };
  const dbIn = (hook: Hook | undefined, state: UnitState, given = place.remotes) =>
    relationsIn(hook, { charm, given, told: state.remotes ?? {} }).find(({ endpoint }) => endpoint === "db");

  it("are numbered by their endpoints, those of peers first, so that ids stay what they are", () => {
    const ids = relationsIn(created, { charm, given: place.remotes, told: {} });
    expect(ids.map(({ endpoint, id }) => `${endpoint}:${id}`)).toEqual(["friends:0", "db:1"]);
  });

  it("are those that the charm was told of, with the units that have joined", () => {
    expect(dbIn(undefined, first)).toBeUndefined();
    expect(dbIn(created, first)?.remote).toEqual({ ...pg, units: [] });
    const joined: Hook = { ...created, kind: "relation-joined", unit: "pg/0" };
    expect(dbIn(joined, afterHook(first, created))?.remote?.units).toEqual(["pg/0"]);
    const departed: Hook = { ...created, kind: "relation-departed", unit: "pg/0" };
    expect(dbIn(departed, told(place))?.remote?.units).toEqual(["pg/1"]);
  });

  it("say what they said last when they are there no more", () => {
    expect(dbIn(undefined, told(place), new Map())?.remote).toEqual(pg);
  });
});
