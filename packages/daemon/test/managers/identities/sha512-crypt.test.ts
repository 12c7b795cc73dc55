import { describe, expect, it } from "bun:test";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { parseCryptHash, sha512Crypt } from "../../../src/managers/identities/sha512-crypt.ts";

const sha512 = (data: Uint8Array): Uint8Array => createHash("sha512").update(data).digest();

const sumOf = (password: string | Uint8Array, hash: string): { sum: string; slices: number } => {
  const parsed = parseCryptHash(hash);
  if (parsed === undefined) throw new Error(`${hash} is no hash`);
  const bytes = typeof password === "string" ? new TextEncoder().encode(password) : password;
  const work = sha512Crypt(bytes, parsed, sha512);
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done === true) return { sum: step.value, slices };
  }
};

/** The specification's own: Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512", public domain. */
const vectors: readonly (readonly [start: string, password: string, sum: string])[] = [
  [
    "$6$saltstring",
    "Hello world!",
    "svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
  ],
  [
    "$6$rounds=10000$saltstringsaltstring",
    "Hello world!",
    "OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
  ],
  [
    "$6$rounds=5000$toolongsaltstring",
    "This is just a test",
    "lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0",
  ],
  [
    "$6$rounds=1400$anotherlongsaltstring",
    "a very much longer text to encrypt.  This one even stretches over morethan one line.",
    "POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1",
  ],
  [
    "$6$rounds=77777$short",
    "we have a short salt string but not a short password",
    "WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0",
  ],
  [
    "$6$rounds=123456$asaltof16chars..",
    "a short string",
    "BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1",
  ],
  [
    "$6$rounds=10$roundstoolow",
    "the minimum number is still observed",
    "kUMsbe306n21p9R.FRkW3IGn.S9NPN0x50YhH1xhLsPuWGsUSklZt58jaTfF4ZEQpyUNGc0dqbpBYYBaHHrsX.",
  ],
];

describe("SHA-512 crypt", () => {
  for (const [start, password, sum] of vectors) {
    it(`gives the specification's sum for ${start}`, () => {
      expect(sumOf(password, `${start}$`).sum).toBe(sum);
    });
  }

  // openssl cuts passwords at 256 bytes.
  it.skipIf(Bun.which("openssl") === null)("gives what openssl gives, for passwords of many lengths", () => {
    for (const length of [1, 2, 15, 16, 17, 63, 64, 65, 127, 128, 129, 200]) {
      const password = "pä$\u0001".repeat(length).slice(0, length);
      const salt = "./aZ09".slice(0, 1 + (length % 6));
      const options = { input: `${password}\n`, encoding: "utf8" } as const;
      const { stdout } = spawnSync("openssl", ["passwd", "-6", "-salt", salt, "-stdin"], options);
      const hash = stdout.trim();
      expect(sumOf(password, hash).sum).toBe(parseCryptHash(hash)?.sum ?? "");
    }
  });

  it("pauses often, so that nobody waits for it", () => {
    expect(sumOf("x", "$6$salt$").slices).toBe(20);
    expect(sumOf("x", "$6$rounds=100000$salt$").slices).toBe(391);
  });

  it("takes empty passwords and salts", () => {
    expect(sumOf("", "$6$$").sum).toHaveLength(86);
  });

  it("is told from other hashes by its start", () => {
    for (const text of ["", "secret", "*****", "$5$salt$x", "$1$salt$x", "$6$", "$6$salt", "6$salt$x"]) {
      expect(parseCryptHash(text)).toBeUndefined();
    }
    expect(parseCryptHash("$6$rounds=1$salt$x")).toEqual({ rounds: 1000, salt: "salt", sum: "x" });
    expect(parseCryptHash("$6$rounds=9999999999$s$x")?.rounds).toBe(999_999_999);
  });
});
