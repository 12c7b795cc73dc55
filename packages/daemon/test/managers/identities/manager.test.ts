import { describe, expect, it } from "bun:test";
import type { GivenIdentities, IdentityAction } from "@cobble/wire";
import { createIdentityManager } from "../../../src/managers/identities/manager.ts";
import { createSecrets } from "../../../src/os/secrets.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import type { StateStore } from "../../../src/state/store.ts";
import { makeCertificate } from "../../certificates/test-certificate.ts";

/** Of `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";
const secret = new TextEncoder().encode("secret");

const start = (store: StateStore = createMemoryStore()) => {
  const events: string[] = [];
  const manager = createIdentityManager({
    ...createSecrets(),
    store,
    security: ({ name, level }) => void events.push(`${level} ${name}`),
  });
  const act = (action: IdentityAction, given: GivenIdentities) =>
    manager.change({ action, identities: manager.read(given), actor: "0" });
  return { manager, events, act, store };
};

const user = (id: number, access = "read") => ({ access, local: { "user-id": id } });

describe("the manager of identities", () => {
  it("finds an identity by user, password and certificate", async () => {
    const { manager, act } = start();
    const [one, other] = [makeCertificate(), makeCertificate()];
    await act("add", {
      amy: user(42, "admin"),
      bob: { access: "read", basic: { password: hash } },
      cy: { access: "metrics", cert: { pem: one.pem } },
    });
    expect(manager.ofUser(42)).toMatchObject({ name: "amy", identity: { access: "admin" } });
    expect(manager.ofUser(43)).toBeUndefined();
    expect(await manager.ofPassword("bob", secret)).toMatchObject({ name: "bob" });
    expect(await manager.ofPassword("bob", new Uint8Array(3))).toBeUndefined();
    expect(await manager.ofPassword("amy", secret)).toBeUndefined();
    expect(await manager.ofPassword("nobody", secret)).toBeUndefined();
    expect(manager.ofCertificate(one.der)).toMatchObject({ name: "cy" });
    expect(manager.ofCertificate(other.der)).toBeUndefined();
  });

  it("lists them by name, with secrets hidden", async () => {
    const { manager, act } = start();
    await act("add", { zoe: user(1), amy: { access: "read", basic: { password: hash } } });
    expect(Object.entries(manager.list())).toEqual([
      ["amy", { access: "read", basic: { password: "*****" } }],
      ["zoe", { access: "read", local: { "user-id": 1 } }],
    ]);
  });

  it("has them again after a restart", async () => {
    const { act, store } = start();
    await act("add", { amy: user(1), bob: user(2) });
    await act("remove", { bob: null });
    expect(start(store).manager.list()).toEqual({ amy: { access: "read", local: { "user-id": 1 } } });
  });

  it("tells the security log what was done, and nothing of what was refused", async () => {
    const { events, act } = start();
    await act("add", { amy: user(1), bob: user(2, "admin") });
    await act("update", { amy: user(1, "metrics") });
    await act("replace", { bob: null, cy: user(3), nobody: null });
    await act("add", { amy: user(9) }).catch(() => undefined);
    await act("remove", { cy: null });
    expect(events).toEqual([
      "WARN user_created:0,amy,read",
      "WARN user_created:0,bob,admin",
      "WARN user_updated:0,amy,metrics",
      "WARN user_deleted:0,bob",
      "WARN user_updated:0,cy,read",
      "WARN user_deleted:0,cy",
    ]);
  });

  it("changes nothing, now or later, when it cannot be written", async () => {
    const store = createMemoryStore();
    const full: StateStore = { ...store, commit: () => Promise.reject(new Error("disk full")) };
    const { manager, act, events } = start(full);
    await expect(act("add", { amy: user(1) })).rejects.toThrow("disk full");
    expect(manager.list()).toEqual({});
    expect(events).toEqual([]);
    expect(store.load("identity")).toEqual([]);
  });

  it("lets an identity count when it is on disk, not before", async () => {
    const store = createMemoryStore();
    const written = Promise.withResolvers<void>();
    const { manager, act } = start({ ...store, commit: () => written.promise });
    const added = act("add", { amy: user(1) });
    await Promise.resolve();
    expect(manager.ofUser(1)).toBeUndefined();
    written.resolve();
    await added;
    expect(manager.ofUser(1)?.name).toBe("amy");
  });

  it("judges changes that come at once one after the other", async () => {
    const { act, manager } = start();
    const added = await Promise.allSettled([act("add", { amy: user(1) }), act("add", { bob: user(1) })]);
    expect(added.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(Object.keys(manager.list())).toEqual(["amy"]);
  });

  it("does not let in with a password that was changed while it was checked", async () => {
    const { act, manager } = start();
    await act("add", { bob: { access: "admin", basic: { password: hash } } });
    const found = manager.ofPassword("bob", secret);
    await act("remove", { bob: null });
    expect(await found).toBeUndefined();
  });

  it("refuses a state whose certificate cannot be read", () => {
    const store = createMemoryStore();
    store.put("identity", "amy", { access: "admin", cert: { pem: "x" } });
    expect(() => start(store)).toThrow('cannot read state: identity "amy" is damaged');
  });
});
