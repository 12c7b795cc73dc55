import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("what a pod does not have", () => {
  it("is refused with the reason", () => {
    expect(call(["credential-get", "--format=json"]).reply).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("permission denied (a pod is in no cloud)"),
    });
    expect(call(["add-metric", "--labels", "zone=a", "users=3"]).reply).toMatchObject({
      exitCode: 1,
      stderr: "ERROR cannot record metric: metrics disabled\n",
    });
    expect(call(["juju-reboot", "--now"]).reply).toMatchObject({
      exitCode: 1,
      stderr: "ERROR cannot reboot: a pod has no machine of its own\n",
    });
  });
});
