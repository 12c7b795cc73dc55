import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Charmcraft, parseCharmcraft } from "@cobble/plan";

const parse = (text: string): Charmcraft =>
  parseCharmcraft(`name: web\n${text}`, { file: "charmcraft.yaml" });

describe("what a charmcraft.yaml says about the charm", () => {
  it("a charm that says nothing has the defaults", () => {
    const { maintainers, links, subordinate, assumes, charmUser, extraBindings, minJujuVersion } = parse("");
    assert.deepEqual(links, { websites: [], sources: [], issues: [], documentation: "" });
    assert.deepEqual(assumes, { condition: "all-of", features: [] });
    assert.deepEqual(
      { maintainers, subordinate, charmUser, extraBindings, minJujuVersion },
      { maintainers: [], subordinate: false, charmUser: "root", extraBindings: [], minJujuVersion: "" },
    );
  });

  it("links are texts or lists, and the contact is a maintainer", () => {
    const meta = parse(
      "links: {website: [a, b], source: s, issues: i, documentation: d, contact: me}\nmaintainers: [you]\n",
    );
    assert.deepEqual(meta.links, { websites: ["a", "b"], sources: ["s"], issues: ["i"], documentation: "d" });
    assert.deepEqual(meta.maintainers, ["you", "me"]);
  });

  it("the older keys of links count before those below `links`", () => {
    const meta = parse("website: old\ndocs: older\nlinks: {website: new, documentation: newer}\n");
    assert.deepEqual([meta.links.websites, meta.links.documentation], [["old"], "older"]);
  });

  it("assumptions are nested conditions", () => {
    const { assumes } = parse("assumes:\n  - juju >= 3.6\n  - any-of: [k8s-api, all-of: [a, b]]\n");
    assert.deepEqual(assumes.features, [
      "juju >= 3.6",
      { condition: "any-of", features: ["k8s-api", { condition: "all-of", features: ["a", "b"] }] },
    ]);
  });

  it("bindings and payloads are named by their keys", () => {
    const meta = parse("extra-bindings: {admin: , public: }\npayloads: {kvm: {type: qemu}}\n");
    assert.deepEqual([meta.extraBindings, [...meta.payloads]], [["admin", "public"], [["kvm", "qemu"]]]);
  });

  it("an unknown user and an unknown condition are faults", () => {
    assert.throws(() => parse("charm-user: admin\n"), /it is root, sudoer or non-root/);
    assert.throws(() => parse("assumes: [none-of: [a]]\n"), /it is all-of or any-of/);
  });
});
