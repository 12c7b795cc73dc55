import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { ActiveStatus, Charm, type Framework, type PebbleReadyEvent } from "@cobble/charm";
import { Context, getContainer } from "@cobble/testing";

const built = fileURLToPath(new URL("../../../../dist/cobble", import.meta.url));
const executable = process.env["COBBLE_TEST_SUPERVISOR"] ?? built;
const skip = existsSync(executable) ? false : "the supervisor has not been built";

const charmcraft = `
name: sleeper
containers: {sleeper: {resource: image}}
resources: {image: {type: oci-image}}
`;

/** A charm that runs a program, and a command. */
class SleeperCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("sleeper").pebbleReady, this.onReady);
  }

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    await workload.push("/etc/sleeper.conf", "60\n", { makeDirs: true, permissions: 0o600 });
    await workload.addLayer("sleeper", {
      services: { sleeper: { override: "replace", command: "sleep 60", startup: "enabled" } },
    });
    await workload.replan();
    const { stdout } = await (await workload.exec(["cat", "/etc/sleeper.conf", "/data/in"])).waitOutput();
    await this.unit.setStatus(new ActiveStatus(stdout.replaceAll("\n", " ").trim()));
  }
}

describe("a real container", { skip }, () => {
  it("runs the built supervisor, real programs and real files, away from this machine", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cobble-real-test-"));
    try {
      writeFileSync(join(folder, "in"), "mounted\n");
      // snippet: real
      using context = new Context(SleeperCharm, { charmcraft, real: executable });
      const out = await context.run(context.on.pebbleReady("sleeper"), {
        containers: { sleeper: { canConnect: true, mounts: { "/data": folder } } },
      });
      assert.deepEqual(out.unitStatus, new ActiveStatus("60 mounted"));
      const sleeper = getContainer(out, "sleeper");
      assert.deepEqual(sleeper.serviceStatuses, { sleeper: "active" });
      // end snippet
      assert.equal(sleeper.plan.services.get("sleeper")?.command, "sleep 60");
      const { root, client } = context.realContainer("sleeper");
      assert.equal(readFileSync(join(root, "etc/sleeper.conf"), "utf8"), "60\n");
      assert.equal(existsSync("/etc/sleeper.conf"), false);
      const touch = await client.exec.start(["touch", "/usr/bin/cobble-was-here"]);
      assert.notEqual(await touch.wait(), 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is refused where its supervisor is not there, or its state says what it cannot be", async () => {
    const state = { containers: { sleeper: { canConnect: true } } };
    using missing = new Context(SleeperCharm, { charmcraft, real: "/nonexistent/cobble" });
    await assert.rejects(missing.run(missing.on.start(), state), /there is no file \/nonexistent\/cobble/);
    using unreal = new Context(SleeperCharm, { charmcraft, real: executable });
    const execs = [{ command: ["ls"], run: {} }];
    await assert.rejects(
      unreal.run(unreal.on.start(), { containers: { sleeper: { canConnect: true, execs } } }),
      /execs cannot be said of a real one/,
    );
  });
});
