import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, WaitingStatus } from "@cobble/charm";
import { ActionFailedError, Context, getContainer, getRelation, getSecret } from "@cobble/testing";
import { GuardCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");
const containers = { guard: { canConnect: true } };
const peers = { endpoint: "guards" };

/** A secret that the leader made before, and what it has told the other units of it. */
const made = { id: "secret:d0jh9s7mp25c77a5nhg0", content: { password: "first" }, owner: "app" } as const;
const told = { ...peers, localAppData: { "password-secret": made.id } };

/** The file that the server of a run reads. */
const passwordFile = async (context: Context<GuardCharm>): Promise<string> =>
  join((await context.supervisor("guard")).root, "run/guard/password");

describe("GuardCharm", () => {
  it("makes the password on the leader, tells the units which secret it is, and starts the server", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("guard"), {
      containers,
      leader: true,
      relations: [peers],
    });
    const secret = getSecret(out, "password");
    assert.match(secret.content["password"] ?? "", /^[\w-]{32}$/);
    assert.equal(secret.rotate, "monthly");
    assert.equal(getRelation(out, "guards").localAppData["password-secret"], secret.id);
    assert.deepEqual(out.unitStatus, new ActiveStatus("asks for the password"));
    assert.deepEqual(getContainer(out, "guard").serviceStatuses, { guard: "active" });
    const file = await passwordFile(context);
    assert.equal(readFileSync(file, "utf8"), secret.content["password"]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("shows the password nowhere else: not in the plan, the log or the other units' data", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const state = { containers, leader: true, relations: [told], secrets: [made] };
    const out = await context.run(context.on.pebbleReady("guard"), state);
    const shown = [getContainer(out, "guard").layers, out.relations, out.unitStatus, context.records];
    assert.doesNotMatch(JSON.stringify(shown), /first/);
  });

  it("waits in another unit until the leader has made the password, and then reads it", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const before = await context.run(context.on.pebbleReady("guard"), { containers, relations: [peers] });
    assert.deepEqual(before.unitStatus, new WaitingStatus("waiting for the leader to make the password"));
    assert.deepEqual(before.secrets, []);
    const after = { ...before, relations: [told], secrets: [made] };
    await context.run(context.on.relationChanged("guards", { remoteUnit: "none" }), after);
    assert.equal(readFileSync(await passwordFile(context), "utf8"), "first");
  });

  it("makes another password when it is time, and restarts the server with it", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const state = { containers, leader: true, relations: [told], secrets: [made] };
    const before = await context.run(context.on.pebbleReady("guard"), state);
    const out = await context.run(context.on.secretRotate(made.id), before);
    const { latestRevision, latestContent } = getSecret(out, made.id);
    assert.equal(latestRevision, 2);
    assert.equal(readFileSync(await passwordFile(context), "utf8"), latestContent["password"]);
    assert.notEqual(latestContent["password"], "first");
    assert.equal((await context.supervisor("guard")).processes.length, 2);
  });

  it("goes on to the new password in another unit, when it is told of it", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const secret = { id: made.id, content: { password: "first" }, latestContent: { password: "second" } };
    const state = { containers, relations: [told], secrets: [secret] };
    const out = await context.run(context.on.secretChanged(made.id), state);
    assert.equal(readFileSync(await passwordFile(context), "utf8"), "second");
    assert.equal(getSecret(out, made.id).trackedRevision, 2);
  });

  it("removes a revision that nobody reads any more", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const secret = { ...made, trackedRevision: 2, latestRevision: 2 };
    const state = { containers, leader: true, relations: [told], secrets: [secret] };
    await context.run(context.on.secretRemove(made.id, 1), state);
    assert.deepEqual(context.records.removedSecretRevisions, [{ id: made.id, revision: 1 }]);
  });

  it("makes another password when somebody asks for it, on the leader alone", async () => {
    using context = new Context(GuardCharm, { charmDir });
    const state = { containers, relations: [told], secrets: [made] };
    const out = await context.run(context.on.action("rotate-password"), { ...state, leader: true });
    assert.equal(getSecret(out, made.id).latestRevision, 2);
    await assert.rejects(
      context.run(context.on.action("rotate-password"), state),
      (error) => error instanceof ActionFailedError && error.reason.startsWith("only the leader"),
    );
  });
});
