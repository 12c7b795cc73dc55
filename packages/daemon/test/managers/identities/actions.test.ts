import { describe, expect, it } from "bun:test";
import type { Identity, IdentityAction } from "@cobble/wire";
import { changeIdentities, type WantedIdentities } from "../../../src/managers/identities/actions.ts";

const user = (id: number, access: Identity["access"] = "read"): Identity => ({
  access,
  local: { "user-id": id },
});
const current = new Map([
  ["amy", user(1)],
  ["bob", user(2, "admin")],
]);

const change = (action: IdentityAction, wanted: Readonly<Record<string, Identity | null>>) =>
  Object.fromEntries(changeIdentities(current, action, new Map(Object.entries(wanted))));

describe("an action on identities", () => {
  it("add keeps the others", () => {
    expect(change("add", { cy: user(3) })).toEqual({ amy: user(1), bob: user(2, "admin"), cy: user(3) });
  });

  it("update replaces an identity whole", () => {
    const basic = { access: "metrics", basic: { password: "x" } } as const;
    expect(change("update", { amy: basic })).toEqual({ amy: basic, bob: user(2, "admin") });
  });

  it("replace adds, changes and removes, whatever there is", () => {
    const wanted = { amy: user(1, "untrusted"), bob: null, cy: user(2), nobody: null };
    expect(change("replace", wanted)).toEqual({ amy: user(1, "untrusted"), cy: user(2) });
  });

  it("remove takes those away that are null", () => {
    expect(change("remove", { amy: null })).toEqual({ bob: user(2, "admin") });
  });

  it("does nothing, when nothing is asked for", () => {
    for (const action of ["add", "update", "replace", "remove"] as const) {
      expect(change(action, {})).toEqual(Object.fromEntries(current));
    }
  });

  it("lets two identities change places", () => {
    expect(change("update", { amy: user(2), bob: user(1) })).toEqual({ amy: user(2), bob: user(1) });
  });

  const refused: readonly [IdentityAction, Readonly<Record<string, Identity | null>>, string][] = [
    ["add", { cy: null }, 'identity value for "cy" must not be null for add operation'],
    ["update", { amy: null }, 'identity value for "amy" must not be null for update operation'],
    ["remove", { amy: user(1) }, 'identity value for "amy" must be null for remove operation'],
    ["add", { cy: user(9), bob: user(8), amy: user(7) }, "identities already exist: amy, bob"],
    ["update", { zoe: user(9), cy: user(8), amy: user(7) }, "identities do not exist: cy, zoe"],
    ["remove", { "1x": null, "": null }, "identities do not exist: , 1x"],
    ["add", { zoe: user(1) }, "cannot have multiple identities with user ID 1 (amy, zoe)"],
    ["add", { zoe: user(5), cy: user(5) }, "cannot have multiple identities with user ID 5 (cy, zoe)"],
    ["update", { amy: user(2) }, "cannot have multiple identities with user ID 2 (amy, bob)"],
    ["replace", { zoe: user(2) }, "cannot have multiple identities with user ID 2 (bob, zoe)"],
  ];
  for (const [action, wanted, message] of refused) {
    it(`${action} is refused: ${message}`, () => {
      const asked: WantedIdentities = new Map(Object.entries(wanted));
      expect(() => changeIdentities(current, action, asked)).toThrow(message);
      expect([...current.keys()]).toEqual(["amy", "bob"]);
    });
  }
});
