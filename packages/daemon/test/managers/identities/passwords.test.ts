import { describe, expect, it } from "bun:test";
import { createPasswordChecker, type PasswordDeps } from "../../../src/managers/identities/passwords.ts";
import { createSecrets } from "../../../src/os/secrets.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Of `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

/** The real sums, counted, and pauses in which the test may do something. */
const counting = (onPause: () => void = () => undefined) => {
  const counts = { sums: 0, pauses: 0 };
  const real = createSecrets();
  const deps: PasswordDeps = {
    mac: real.mac,
    sha512: (data) => {
      counts.sums += 1;
      return real.sha512(data);
    },
    pause: async () => {
      counts.pauses += 1;
      onPause();
    },
  };
  return { counts, checker: createPasswordChecker(deps) };
};

describe("checking passwords", () => {
  it("accepts the right one and no other", async () => {
    const { checker } = counting();
    expect(await checker.matches(bytes("secret"), hash)).toBe(true);
    for (const wrong of ["", "Secret", "secret ", "secre", "secret\0"]) {
      expect(await checker.matches(bytes(wrong), hash)).toBe(false);
    }
  });

  it("costs as much for a wrong password and for what is no hash", async () => {
    const right = counting();
    await right.checker.matches(bytes("secret"), hash);
    const wrong = counting();
    await wrong.checker.matches(bytes("terces"), hash);
    const none = counting();
    await none.checker.matches(bytes("secret"), "*****");
    expect(wrong.counts).toEqual(right.counts);
    expect(none.counts).toEqual(right.counts);
    expect(right.counts.sums).toBeGreaterThan(5000);
  });

  it("never accepts what is no hash, nor a hash without its sum", async () => {
    const { checker } = counting();
    for (const text of ["", "secret", "*****", "$6$salt$", "$5$salt$x", hash.slice(0, -1), `${hash}x`]) {
      expect(await checker.matches(bytes("secret"), text)).toBe(false);
    }
  });

  it("remembers what was right, and nothing that was wrong", async () => {
    const { checker, counts } = counting();
    await checker.matches(bytes("secret"), hash);
    const after = counts.sums;
    expect(await checker.matches(bytes("secret"), hash)).toBe(true);
    expect(counts.sums).toBe(after);
    await checker.matches(bytes("wrong"), hash);
    await checker.matches(bytes("wrong"), hash);
    expect(counts.sums).toBe(3 * after);
  });

  it("computes once, when many ask the same at once", async () => {
    const { checker, counts } = counting();
    await checker.matches(bytes("other"), hash);
    const once = counts.sums;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => checker.matches(bytes("secret"), hash)),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, () => true));
    expect(counts.sums).toBe(2 * once);
  });

  it("lets other work through often, however many passwords are tried", async () => {
    let between = 0;
    const { checker, counts } = counting(() => {
      between += 1;
    });
    await Promise.all(Array.from({ length: 10 }, (_, i) => checker.matches(bytes(`wrong ${i}`), hash)));
    expect(between).toBeGreaterThanOrEqual(10 * 19);
    expect(counts.pauses).toBe(between);
  });

  it("tells who comes on top of many to come again, and goes on with those", async () => {
    const { checker, counts } = counting();
    const tries = await Promise.allSettled(
      Array.from({ length: 1200 }, (_, i) => checker.matches(bytes(`wrong ${i}`), "$6$rounds=1000$abc$x")),
    );
    const refused = tries.filter((each) => each.status === "rejected");
    expect(refused).toHaveLength(200);
    expect(refused[0]?.reason).toMatchObject({ status: 503 });
    expect(counts.sums).toBeLessThan(1000 * 1100);
    expect(await checker.matches(bytes("secret"), hash)).toBe(true);
  });

  it("refuses a password at once that is longer than any tool makes hashes of", async () => {
    const { checker, counts } = counting();
    expect(await checker.matches(new Uint8Array(513), hash)).toBe(false);
    expect(counts.sums).toBe(0);
  });
});
