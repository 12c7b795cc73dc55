import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APIError, type ConnectionError } from "@cobble/client";
import { NeverEndsError, Supervisor } from "@cobble/testing";
import { replan } from "./replan.ts";

describe("calls to a supervisor in memory", () => {
  it("fail as without a supervisor while it cannot be reached", async () => {
    await using supervisor = new Supervisor();
    supervisor.isReachable = false;
    await assert.rejects(supervisor.client.system.info(), (error: ConnectionError) => error.unreachable);
    supervisor.isReachable = true;
    assert.equal((await supervisor.client.system.info()).version, "1.32.0");
  });

  it("are refused as by the daemon", async () => {
    await using supervisor = new Supervisor();
    await assert.rejects(supervisor.client.services.start(["nobody"]), (error: APIError) => {
      assert.equal(error.statusCode, 400);
      return error instanceof APIError;
    });
  });

  it("that wait for what will never be are told so, after a day of the test's clock", async () => {
    await using supervisor = new Supervisor();
    await replan(
      supervisor,
      "checks: {a: {override: replace, period: 1h, http: {url: 'http://localhost/'}}}",
    );
    supervisor.onExec(["wait"], ({ signal, sleep }) => {
      signal.throwIfAborted();
      return sleep(1e12).then(() => ({}));
    });
    const process = await supervisor.client.exec.start(["wait"]);
    await assert.rejects(process.wait(), NeverEndsError);
  });

  it("can be aborted", async () => {
    await using supervisor = new Supervisor();
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(supervisor.client.system.info({ signal }), /enough/);
  });
});
