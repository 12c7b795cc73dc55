import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CharmcraftError, describeFieldFault, parseCharmcraft } from "@cobble/plan";

const parse = (text: string) => parseCharmcraft(`name: web\n${text}`, { file: "charmcraft.yaml" });

const faultsOf = (text: string): readonly string[] => {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof CharmcraftError);
    return error.faults.map(describeFieldFault);
  }
  return [];
};

describe("relations of a charmcraft.yaml", () => {
  it("an endpoint has its role, interface and defaults", () => {
    const { relations } = parse(
      "peers:\n  friends: {interface: web_peers}\nrequires:\n  db: {interface: pg}\n",
    );
    assert.deepEqual(
      [...relations],
      [
        ["db", { role: "requires", interface: "pg", scope: "global", optional: false }],
        ["friends", { role: "peer", interface: "web_peers", scope: "global", optional: false }],
      ],
    );
  });

  it("limit, scope and optional are kept", () => {
    const { relations } = parse(
      "provides:\n  logs: {interface: syslog, limit: 2, scope: container, optional: true}\n",
    );
    assert.deepEqual(relations.get("logs"), {
      role: "provides",
      interface: "syslog",
      limit: 2,
      scope: "container",
      optional: true,
    });
  });

  it("each fault is told with its place, when several are wrong", () => {
    const faults = faultsOf(
      "requires:\n  db: {}\n  ca: {interface: tls, limit: two, scope: host}\npeers:\n  ca: {interface: x}\n",
    );
    assert.equal(faults.length, 4);
    assert.match(faults[0] ?? "", /3.*has no `interface`/);
    assert.match(faults[1] ?? "", /limit.*cannot use "two" as a limit/);
    assert.match(faults[2] ?? "", /scope.*it is global or container/);
    assert.match(faults[3] ?? "", /cannot use relation name "ca" twice: it stands below requires too/);
  });
});
