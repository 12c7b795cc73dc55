import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type AccountRequest, combineLayers, parseLayer } from "@cobble/plan";
import { layerErrorOf } from "./sentences.ts";

const prefix = 'cannot parse the "workloads" section: ';

describe("workloads in a layer", () => {
  it("have a user, a group and an environment", () => {
    const text =
      "workloads: {w: {override: merge, user: u, user-id: 1, group: g, group-id: 2, environment: {A: 1}}}";
    const workload = parseLayer(text, { label: "base" }).workloads.get("w");
    assert.deepEqual(workload, {
      name: "w",
      override: "merge",
      environment: new Map([["A", "1"]]),
      user: "u",
      userId: 1,
      group: "g",
      groupId: 2,
    });
  });

  const refused: readonly (readonly [text: string, message: string])[] = [
    ["workloads:", `${prefix}EOF`],
    [
      "workloads: 5",
      `${prefix}yaml: unmarshal errors:\n  line 1: cannot unmarshal !!int \`5\` into workloads.WorkloadsSection`,
    ],
    ["workloads:\n  w:", 'workload "w": cannot have a null value'],
    ["workloads:\n  '': {}", 'workload "": cannot have an empty name'],
    [
      "workloads: {w: {foo: 1}}",
      `${prefix}yaml: unmarshal errors:\n  line 1: field foo not found in type workloads.Workload`,
    ],
  ];
  for (const [text, message] of refused) {
    it(`are refused with the reference's sentence: ${JSON.stringify(text)}`, () => {
      assert.equal(layerErrorOf(text).message, message);
    });
  }

  it("may set a user in parts, and are refused when the plan's is not there", () => {
    const text = "workloads: {w: {override: merge, user: web}}";
    const lower = parseLayer(text, { label: "lower", accountMessage: () => "never asked" });
    const upper = parseLayer("workloads: {w: {override: merge, group: nosuch}}", { label: "upper" });
    const accountMessage = ({ user, group }: AccountRequest): string => `no ${user} of ${group}`;
    assert.throws(() => combineLayers([lower, upper], { accountMessage }), {
      message: 'workload "w": no web of nosuch',
    });
  });

  it("are refused when they set a group and no user", () => {
    const layer = parseLayer("workloads: {w: {override: merge, group: staff}}", { label: "base" });
    assert.throws(() => combineLayers([layer]), {
      message: 'workload "w": must specify user, not just group',
    });
  });
});
