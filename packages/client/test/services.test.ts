import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APIError, ProtocolError } from "../src/index.ts";
import { accepted, failure, startFakeSupervisor, sync } from "./fake-supervisor.ts";

describe("services", () => {
  it("asks for all services with an empty list of names", async () => {
    const infos = [{ name: "web", startup: "enabled", current: "active" }];
    await using supervisor = await startFakeSupervisor({ "GET /v1/services": sync(infos) });
    assert.deepEqual(await supervisor.client.services.list(), infos);
    assert.equal(supervisor.seen[0]?.url, "/v1/services?names=");
  });

  it("joins names by commas", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/services": sync([]) });
    await supervisor.client.services.list(["a", "b"]);
    assert.equal(supervisor.seen[0]?.url, "/v1/services?names=a%2Cb");
  });

  for (const action of ["start", "stop", "restart"] as const) {
    it(`posts the action ${action} and returns the change`, async () => {
      await using supervisor = await startFakeSupervisor({ "POST /v1/services": accepted("7") });
      assert.equal(await supervisor.client.services[action](["web"]), "7");
      assert.deepEqual(JSON.parse(supervisor.seen[0]?.body ?? ""), { action, services: ["web"] });
    });
  }

  it("throws an APIError with the kind, status and text of an error answer", async () => {
    const answer = failure(400, { message: "no default services", kind: "no-default-services", value: 1 });
    await using supervisor = await startFakeSupervisor({ "POST /v1/services": answer });
    await assert.rejects(supervisor.client.services.autostart(), (error) => {
      assert.ok(error instanceof APIError);
      assert.equal(error.message, "no default services");
      assert.equal(error.kind, "no-default-services");
      assert.equal(error.statusCode, 400);
      assert.equal(error.status, "Bad Request");
      assert.equal(error.value, 1);
      return true;
    });
  });

  it("throws a ProtocolError when the answer names no change", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/services": sync(null) });
    await assert.rejects(supervisor.client.services.replan(), ProtocolError);
  });

  it("throws a ProtocolError that says where the answer is wrong", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/services": sync([{ name: 1 }]) });
    await assert.rejects(supervisor.client.services.list(), {
      name: "ProtocolError",
      message: /answer to GET \/v1\/services\?names=: .*\[0\]\.name: expected string, got number/,
    });
  });

  it("throws a ProtocolError when the answer is not JSON", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/services": (_request, response) => void response.end("<html>"),
    });
    await assert.rejects(supervisor.client.services.list(), {
      name: "ProtocolError",
      message: /expected JSON, got "<html>"/,
    });
  });
});
