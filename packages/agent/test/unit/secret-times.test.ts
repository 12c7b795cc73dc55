import { describe, expect, it } from "bun:test";
import { afterSecretHook, dueSecretHooks, nextSecretHookMs } from "../../src/unit/secret-times.ts";
import type { KeptSecret } from "../../src/unit/secrets.ts";

const now = "2026-01-01T12:00:00.000Z";

const secret = (times: Partial<KeptSecret>): KeptSecret => ({
  id: "a",
  owner: "unit",
  rotation: "hourly",
  revisions: [],
  latest: 3,
  tracked: 0,
  grants: [],
  ...times,
});

describe("the times of secrets", () => {
  it("none is waited for when no secret has one", () => {
    expect(nextSecretHookMs([secret({})], now)).toBeUndefined();
    expect(dueSecretHooks([secret({})], now)).toEqual([]);
  });

  it("the next one is waited for, and one that is past comes at once", () => {
    const rotates = "2026-01-01T12:00:05.000Z";
    expect(nextSecretHookMs([secret({ rotates }), secret({ expires: "2027-01-01T00:00:00Z" })], now)).toBe(
      5000,
    );
    expect(nextSecretHookMs([secret({ rotates: "2025-01-01T00:00:00Z" })], now)).toBe(0);
  });

  it("each that is due is a hook", () => {
    const hooks = dueSecretHooks([secret({ rotates: now, expires: now, label: "db" })], now);
    expect(hooks.map(({ kind }) => kind)).toEqual(["secret-rotate", "secret-expired"]);
    expect(hooks[0]?.secret).toEqual({ id: "a", label: "db", revision: 3 });
  });

  it("a secret is rotated again after its time, counted from now, and is over once", () => {
    const [rotate, expired] = dueSecretHooks([secret({ rotates: now, expires: now })], now);
    if (rotate === undefined || expired === undefined) throw new Error("no hooks");
    const kept = [secret({ rotates: now, expires: now })];
    expect(afterSecretHook(kept, { hook: rotate, now })).toEqual([
      secret({ rotates: "2026-01-01T13:00:00.000Z", expires: now }),
    ]);
    expect(afterSecretHook(kept, { hook: expired, now })).toEqual([secret({ rotates: now })]);
    expect(afterSecretHook(kept, { hook: { kind: "lifecycle", name: "start" }, now })).toEqual(kept);
  });
});
