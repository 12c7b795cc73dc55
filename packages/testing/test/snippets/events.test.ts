import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ActiveStatus } from "@cobble/charm";
import { Context, InconsistentStateError } from "@cobble/testing";
import { charmcraft, DatabaseCharm, seen } from "../context/database-charm.ts";

beforeEach(() => void seen.splice(0));

// snippet: custom
test("the charm is told when its database is ready", async () => {
  using context = new Context(DatabaseCharm, { charmcraft });

  const ready = context.on.custom((charm) => charm.database.on.ready, { host: "10.0.0.1", port: 5432 });
  const out = await context.run(ready, { leader: true });

  assert.deepEqual(seen, ["ready 10.0.0.1:5432"]);
  assert.deepEqual(out.unitStatus, new ActiveStatus());
});
// end snippet

// snippet: deferred
test("what was deferred comes before the next event", async () => {
  using context = new Context(DatabaseCharm, { charmcraft, captureDeferredEvents: true });
  const relations = [{ endpoint: "db", id: 4, remoteAppName: "mysql" }];

  const out = await context.run(context.on.updateStatus(), {
    relations,
    deferred: [{ event: context.on.relationChanged("db"), handler: "onChanged" }],
  });

  assert.deepEqual(seen, ["changed 4 mysql/0", "update-status, attempt 0"]);
  assert.deepEqual(out.deferred, []);
  const names = context.records.emittedEvents.map(({ name }) => name);
  assert.deepEqual(names, ["db-relation-changed", "update-status"]);
});
// end snippet

// snippet: full-state
test("the charm starts where all that it knows of is there", async () => {
  using context = new Context(DatabaseCharm, { charmcraft });

  const out = await context.run(context.on.start(), context.fullState({ leader: true }));

  assert.deepEqual(out.unitStatus, new ActiveStatus());
});
// end snippet

// snippet: strict
test("a strict test says which unit has changed", async () => {
  using context = new Context(DatabaseCharm, { charmcraft, strict: true });
  const state = { relations: [{ endpoint: "db" }] };

  await assert.rejects(context.run(context.on.relationChanged("db"), state), InconsistentStateError);
  await context.run(context.on.relationChanged("db", { remoteUnit: 0 }), state);
});
// end snippet

// snippet: spans
test("the charm asks its container once", async () => {
  using context = new Context(DatabaseCharm, { charmcraft, tracing: true });

  await context.run(context.on.updateStatus(), { containers: { web: { canConnect: true } } });

  const requests = context.records.spans.filter(({ name }) => name.startsWith("GET "));
  assert.equal(requests.length, 1);
});
// end snippet
