import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DoorCharm } from "./open-ports.ts";
import { runHook } from "./run-hook.ts";

const charmcraft = "name: web\nrequires: {calls: {interface: sip}}\nactions: {units: {}}\n";
const answers = {
  "config-get": '{"port": 80}',
  "opened-ports --endpoints": '["80/tcp (*)", "10000-10099/udp (calls)"]',
  "opened-ports --format": '["80/tcp", "10000-10099/udp"]',
  "status-get": '{"application-status": {"status": "active", "units": {"web/1": {"status": "blocked"}}}}',
};
const run = async (path: string): Promise<readonly string[]> => {
  const { runs } = await runHook(DoorCharm, { charmcraft, env: { JUJU_DISPATCH_PATH: path }, answers });
  return runs.filter((line) => !line.startsWith("opened-ports"));
};

describe("open-ports.md", () => {
  it("a port and a range are opened, the range for one endpoint", async () => {
    assert.deepEqual(await run("hooks/install"), [
      "open-port 8080/tcp",
      "open-port --endpoints calls 10000-10099/udp",
    ]);
  });

  it("what should be open is, and nothing else", async () => {
    assert.deepEqual(await run("hooks/config-changed"), []);
  });

  it("the tools tell what the model does not", async () => {
    const [log, set] = await run("actions/units");
    assert.equal(log, "action-log -- web/1: blocked");
    assert.match(set ?? "", /^action-set ports=.*"toPort":10099,"endpoints":\["calls"\]/);
  });
});
