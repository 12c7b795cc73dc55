import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APIError } from "../src/index.ts";
import { failure, startFakeSupervisor, sync } from "./fake-supervisor.ts";

const bob = { access: "admin", local: { "user-id": 42 } } as const;

describe("identities", () => {
  it("are listed by name", async () => {
    const identities = { bob, amy: { access: "read", basic: { password: "*****" } } };
    await using supervisor = await startFakeSupervisor({ "GET /v1/identities": sync(identities) });
    assert.deepEqual(await supervisor.client.identities.list(), identities);
  });

  for (const action of ["add", "update", "replace"] as const) {
    it(`are sent as they are, to ${action} them`, async () => {
      await using supervisor = await startFakeSupervisor({ "POST /v1/identities": sync(undefined) });
      await supervisor.client.identities[action]({ bob, amy: null });
      assert.deepEqual(JSON.parse(supervisor.seen[0]?.body ?? ""), {
        action,
        identities: { bob, amy: null },
      });
    });
  }

  it("are removed by name", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/identities": sync(undefined) });
    await supervisor.client.identities.remove(["bob", "amy"]);
    const identities = { bob: null, amy: null };
    assert.deepEqual(JSON.parse(supervisor.seen[0]?.body ?? ""), { action: "remove", identities });
  });

  it("throws what the supervisor refuses", async () => {
    const answer = failure(400, { message: "identities already exist: bob" });
    await using supervisor = await startFakeSupervisor({ "POST /v1/identities": answer });
    await assert.rejects(supervisor.client.identities.add({ bob }), (error) => error instanceof APIError);
  });
});
