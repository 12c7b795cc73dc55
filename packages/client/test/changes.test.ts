import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChangeError, TimeoutError } from "../src/index.ts";
import { failure, startFakeSupervisor, sync } from "./fake-supervisor.ts";

const done = {
  id: "1",
  kind: "start",
  summary: "s",
  status: "Done",
  ready: true,
  "spawn-time": "2026-01-01T00:00:00Z",
};
const failed = { ...done, status: "Error", err: "cannot perform the following tasks:\n- s (no)" };

describe("changes", () => {
  it("waits without a limit by default, and with the given one as a Go duration", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes/1/wait": sync(done) });
    assert.deepEqual(await supervisor.client.changes.wait("1"), done);
    await supervisor.client.changes.wait("1", { timeoutMs: 1500 });
    assert.deepEqual(
      supervisor.seen.map(({ url }) => url),
      ["/v1/changes/1/wait", "/v1/changes/1/wait?timeout=1.5s"],
    );
  });

  it("throws a TimeoutError when the supervisor gives up waiting", async () => {
    const answer = failure(504, { message: "timed out waiting for change after 50ms" });
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes/1/wait": answer });
    await assert.rejects(supervisor.client.changes.wait("1", { timeoutMs: 50 }), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.equal(error.message, "timed out waiting for change after 50ms");
      return true;
    });
  });

  it("returns a failed change from wait, and throws it from waitDone", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes/1/wait": sync(failed) });
    assert.equal((await supervisor.client.changes.wait("1")).err, failed.err);
    await assert.rejects(supervisor.client.changes.waitDone("1"), (error) => {
      assert.ok(error instanceof ChangeError);
      assert.equal(error.message, failed.err);
      assert.equal(error.change.id, "1");
      return true;
    });
  });

  it("has the logs of its tasks in the error's text, as what a service wrote before it ended", async () => {
    const log = ["2026-01-02T03:04:05Z INFO Most recent service output:", "    no such database"];
    const at = { "spawn-time": failed["spawn-time"] };
    const task = { id: "1", kind: "start", summary: "Start web", status: "Error", ...at };
    const progress = { label: "", done: 1, total: 1 };
    const logged = {
      ...failed,
      tasks: [
        { ...task, progress },
        { ...task, progress, log },
      ],
    };
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes/1/wait": sync(logged) });
    await assert.rejects(supervisor.client.changes.waitDone("1"), (error) => {
      assert.ok(error instanceof ChangeError);
      assert.equal(error.err, failed.err);
      assert.equal(error.message, [failed.err, "----- Logs from task 1 -----", ...log, "-----"].join("\n"));
      return true;
    });
  });

  it("filters by status and service", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes": sync([done]) });
    await supervisor.client.changes.list({ select: "all", service: "web" });
    await supervisor.client.changes.list();
    assert.deepEqual(
      supervisor.seen.map(({ url }) => url),
      ["/v1/changes?for=web&select=all", "/v1/changes"],
    );
  });

  it("ends a wait with the caller's reason when the caller aborts", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/changes/1/wait": () => undefined });
    const abort = new AbortController();
    const waiting = supervisor.client.changes.wait("1", { signal: abort.signal });
    abort.abort(new Error("enough"));
    await assert.rejects(waiting, { message: "enough" });
  });
});
