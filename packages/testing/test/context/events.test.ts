import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Context, type ContextOptions, Harness, TestingError } from "@cobble/testing";
import { charmcraft, DatabaseCharm, seen } from "./database-charm.ts";

const makeContext = (options: ContextOptions = {}): Context<DatabaseCharm> =>
  new Context(DatabaseCharm, { charmcraft, ...options });

const names = ({ records }: Context<DatabaseCharm>): readonly string[] =>
  records.emittedEvents.map(({ name }) => name);

beforeEach(() => {
  seen.length = 0;
  DatabaseCharm.isDeferring = false;
});

describe("an event of the charm's own", () => {
  it("begins a run, with its data, and the status is asked for after it", async () => {
    using context = makeContext();
    const ready = context.on.custom((charm) => charm.database.on.ready, { host: "10.0.0.1", port: 5432 });
    const out = await context.run(ready, {});
    assert.deepEqual(seen, ["ready 10.0.0.1:5432"]);
    assert.equal(out.unitStatus.name, "active");
    assert.deepEqual(context.records.emittedEvents, [
      {
        ...{ name: "ready", emitter: "charm/database/on" },
        facts: { host: "10.0.0.1", port: 5432 },
        isDeferred: false,
      },
    ]);
  });

  it("needs no data when it has none, and is recorded though nobody observes it", async () => {
    using context = makeContext();
    await context.run(context.on.custom((charm) => charm.database.on.gone));
    assert.deepEqual(names(context), ["gone"]);
  });

  it("comes after what was deferred, and can be deferred itself", async () => {
    using context = makeContext();
    DatabaseCharm.isDeferring = true;
    const ready = context.on.custom((charm) => charm.database.on.ready, { host: "a", port: 1 });
    const first = await context.run(ready);
    assert.deepEqual(first.deferred, [
      {
        ...{ event: "ready", emitter: "charm/database/on", observer: "charm", handler: "onReady" },
        ...{ facts: { host: "a", port: 1 }, attempts: 1 },
      },
    ]);
    DatabaseCharm.isDeferring = false;
    const again = context.on.custom((charm) => charm.database.on.ready, { host: "b", port: 2 });
    const second = await context.run(again, first);
    assert.deepEqual(seen, ["ready a:1", "ready a:1", "ready b:2"]);
    assert.deepEqual(second.deferred, []);
  });

  it("comes to a harness, too", async () => {
    using harness = new Harness(DatabaseCharm, { charmcraft });
    await harness.begin();
    using context = makeContext();
    await harness.emit(context.on.custom((charm) => charm.database.on.ready, { host: "a", port: 1 }));
    assert.deepEqual(seen, ["ready a:1"]);
  });

  it("has the data of its class, as the compiler knows", () => {
    const { on } = makeContext();
    // @ts-expect-error the port is a number
    on.custom((charm) => charm.database.on.ready, { host: "a", port: "1" });
    // @ts-expect-error it has data
    on.custom((charm) => charm.database.on.ready);
    // @ts-expect-error an event of Juju's is no source of the charm's own
    on.custom((charm) => charm.on.install);
    assert.equal(on.custom((charm) => charm.database.on.gone).kind, "custom");
  });

  it("is refused when it is Juju's, or not there", async () => {
    using context = makeContext();
    // As a test without types would write it.
    const untyped = context.on.custom as (source: (charm: DatabaseCharm) => unknown) => never;
    const run = (source: (charm: DatabaseCharm) => unknown) => context.run(untyped(source));
    await assert.rejects(
      run((charm) => charm.on.install),
      (error) =>
        error instanceof TestingError && /install is Juju's: context\.on makes it/.test(error.message),
    );
    await assert.rejects(
      run((charm) => Reflect.get(charm, "cache")),
      /there is no event at that place/,
    );
  });
});

describe("the events that are recorded", () => {
  it("are Juju's and the charm's, observed or not, and not the framework's", async () => {
    using context = makeContext();
    await context.run(context.on.install());
    await context.run(context.on.relationCreated("db"), { relations: [{ endpoint: "db", id: 3 }] });
    assert.deepEqual(names(context), ["install", "db-relation-created"]);
    assert.equal(context.records.emittedEvents[1]?.facts["id"], 3);
  });

  it("are those of the framework, too, when the test asks for them", async () => {
    using context = makeContext({ captureFrameworkEvents: true });
    await context.run(context.on.install());
    assert.deepEqual(names(context), [
      "install",
      "reconcile",
      "collect-unit-status",
      "pre-commit",
      "commit",
      "post-commit",
    ]);
  });

  it("are those that were deferred, too, when the test asks for them", async () => {
    using context = makeContext({ captureDeferredEvents: true });
    const deferred = [{ event: context.on.updateStatus(), handler: "onUpdateStatus" }];
    await context.run(context.on.install(), { deferred });
    assert.deepEqual(
      context.records.emittedEvents.map(({ name, isDeferred }) => [name, isDeferred]),
      [
        ["update-status", true],
        ["install", false],
      ],
    );
    using other = makeContext();
    await other.run(other.on.install(), { deferred });
    assert.deepEqual(names(other), ["install"]);
  });

  it("are not what a harness asks by itself", async () => {
    using harness = new Harness(DatabaseCharm, { charmcraft });
    await harness.begin();
    await harness.evaluateStatus();
    assert.deepEqual(harness.records.emittedEvents, []);
  });
});

describe("a deferred handler in a state", () => {
  it("is said by the event and the method, and called with what the event is about", async () => {
    using context = makeContext();
    const relations = [{ endpoint: "db", id: 4, remoteAppName: "mysql", remoteUnitsData: { 2: {} } }];
    const deferred = [{ event: context.on.relationChanged("db"), handler: "onChanged" }];
    const out = await context.run(context.on.install(), { relations, deferred });
    assert.deepEqual(seen, ["changed 4 mysql/2"]);
    assert.deepEqual(out.deferred, []);
  });

  it("is called as often as it may be, from one state to the next", async () => {
    using context = makeContext();
    DatabaseCharm.isDeferring = true;
    let state = await context.run(context.on.updateStatus());
    assert.equal(state.deferred[0]?.attempts, 1);
    for (let run = 0; run < 3; run++) state = await context.run(context.on.install(), state);
    assert.deepEqual(
      seen,
      [0, 1, 2].map((attempt) => `update-status, attempt ${attempt}`),
    );
    assert.deepEqual(state.deferred, []);
  });

  it("is refused of an action, which is gone with its hook, and of what the state does not have", async () => {
    using context = makeContext();
    const runWith = (event: ReturnType<typeof context.on.install>) =>
      context.run(context.on.install(), { deferred: [{ event, handler: "onChanged" }] });
    await assert.rejects(runWith(context.on.action("act")), /cannot have deferred action act/);
    await assert.rejects(runWith(context.on.relationChanged("db")), /cannot find relation "db" in the state/);
    const ready = context.on.custom((charm) => charm.database.on.ready, { host: "a", port: 1 });
    await assert.rejects(runWith(ready), /give event, emitter, observer, handler and facts/);
  });
});

describe("the spans of a run", () => {
  const state = { containers: { web: { canConnect: true } } };

  it("are the charm's handlers, tools and requests, each in the one around it", async () => {
    using context = makeContext({ tracing: true });
    await context.run(context.on.updateStatus(), state);
    const { spans } = context.records;
    const find = (name: string) => spans.find((span) => span.name === name) ?? assert.fail(`no span ${name}`);
    const root = find("dispatch hooks/update-status");
    assert.equal(root.parentSpanId, undefined);
    const handler = find("update-status: charm.onUpdateStatus");
    assert.equal(handler.parentSpanId, root.spanId);
    const own = find("looking");
    assert.equal(own.parentSpanId, handler.spanId);
    assert.equal(find("GET /v1/system-info").parentSpanId, own.spanId);
    assert.equal(find("status-set").kind, "client");
    assert.ok(spans.every(({ traceId, startUs, endUs }) => traceId === root.traceId && startUs < endUs));
  });

  it("have numbers that no other run's have, and are the same each time", async () => {
    using context = makeContext({ tracing: true });
    for (let run = 0; run < 2; run++) await context.run(context.on.updateStatus(), state);
    const ids = context.records.spans.map(({ spanId }) => spanId);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(context.records.spans.map(({ traceId }) => traceId)).size, 2);
    using other = makeContext({ tracing: true });
    await other.run(other.on.updateStatus(), state);
    assert.deepEqual(
      other.records.spans.map(({ spanId }) => spanId),
      ids.slice(0, other.records.spans.length),
    );
  });

  it("are not recorded unless the test asks for them", async () => {
    using context = makeContext();
    await context.run(context.on.updateStatus(), state);
    assert.deepEqual(context.records.spans, []);
    assert.deepEqual(context.records.logs, []);
  });
});
