import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Supervisor } from "@cobble/testing";
import { replan, web } from "./replan.ts";

describe("checks of a supervisor in memory", () => {
  const checked = `${web}
checks:
  up: {override: replace, level: ready, period: 10s, threshold: 3, http: {url: "http://localhost/"}}
  run: {override: replace, period: 1m, exec: {command: test -f /ready}}
`;

  it("fail and recover as the test says, when the clock has moved by their periods", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, checked);
    supervisor.setCheck("up", { message: "non-2xx status code 500", details: "oh no" });
    await supervisor.clock.advance(30_000);
    const [down] = await supervisor.client.checks.list({ names: ["up"] });
    assert.equal(down?.status, "down");
    assert.equal(down?.failures, 3);
    assert.equal(await supervisor.client.health.get({ names: ["up"] }), false);
    supervisor.setCheck("up", "ok");
    await supervisor.clock.advance(10_000);
    assert.equal(await supervisor.client.health.get({ names: ["up"] }), true);
    const recovered = await supervisor.client.notices.list({ types: ["change-update"] });
    assert.ok(recovered.some((notice) => notice["last-data"]?.["kind"] === "recover-check"));
  });

  it("time out, when the test says that they hang", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, checked);
    supervisor.setCheck("up", "hangs");
    await supervisor.clock.advance(40_000);
    const [down] = await supervisor.client.checks.list({ names: ["up"] });
    assert.equal(down?.status, "down");
  });

  it("run the commands that the test handles", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["test", "-f"], { exitCode: 1, stderr: "missing\n" });
    await replan(supervisor, checked);
    await supervisor.clock.advance(60_000);
    const [info] = await supervisor.client.checks.list({ names: ["run"] });
    assert.equal(info?.failures, 1);
  });
});

describe("notices of a supervisor in memory", () => {
  it("are recorded, and a wait for one that does not come takes no time", async () => {
    await using supervisor = new Supervisor();
    const id = await supervisor.client.notices.notify({ key: "example.com/a", data: { k: "v" } });
    assert.deepEqual((await supervisor.client.notices.get(id))["last-data"], { k: "v" });
    const before = supervisor.clock.nowMs;
    const none = await supervisor.client.notices.list({ keys: ["example.com/b"], timeoutMs: 60_000 });
    assert.deepEqual(none, []);
    assert.equal(supervisor.clock.nowMs - before, 60_000);
  });
});
