import { describe, expect, it } from "bun:test";
import type { GivenIdentity } from "@cobble/wire";
import { hideSecrets, isIdentity, readIdentity } from "../../../src/managers/identities/identity.ts";
import { createSecrets } from "../../../src/os/secrets.ts";
import { makeCertificate } from "../../certificates/test-certificate.ts";

const { readCertificate } = createSecrets();
const { pem } = makeCertificate();
const read = (given: GivenIdentity, name = "bob") => readIdentity(name, given, readCertificate);

describe("an identity that a client gives", () => {
  it("may be known in several ways", () => {
    const given = { access: "admin", local: { "user-id": 0 }, basic: { password: "x" }, cert: { pem } };
    expect(read(given)).toEqual({ ...given, access: "admin" });
  });

  it("has a name that begins with a letter", () => {
    for (const name of ["a", "Z", "a1", "a-b_c", "a-", "a".repeat(300)]) {
      expect(read({ access: "read", basic: { password: "x" } }, name).access).toBe("read");
    }
    const rule =
      'identity name "" invalid: must start with an alphabetic character and only contain alphanumeric characters, underscore, and hyphen';
    for (const name of ["", "1a", "-a", "_a", "a b", "é", "a.b", "a\n", "__proto__"]) {
      expect(() => read({ access: "read", basic: { password: "x" } }, name)).toThrow(
        `invalid identity for ${JSON.stringify(name)}: ${rule}`,
      );
    }
  });

  const allowed = '"admin", "read", "metrics", or "untrusted"';
  const refused: readonly [GivenIdentity, string][] = [
    [{}, `access value must be specified (${allowed})`],
    [{ access: "", local: { "user-id": 1 } }, `access value must be specified (${allowed})`],
    [{ access: "boss" }, `invalid access value "boss", must be ${allowed}`],
    [{ access: "admin" }, 'identity must have at least one type ("local", "basic", or "cert")'],
    [{ access: "read", local: {} }, "local identity must specify user-id"],
    [{ local: {}, basic: {}, cert: {} }, "local identity must specify user-id"],
    [{ access: "read", basic: {} }, "basic identity must specify password (hashed)"],
    [{ access: "read", basic: { password: "" } }, "basic identity must specify password (hashed)"],
    [{ access: "read", cert: {} }, "cert identity must include a PEM-encoded certificate"],
    [{ access: "read", cert: { pem: "x" } }, "cert identity must include a PEM-encoded certificate"],
    [
      { access: "read", cert: { pem: `${pem}\n` } },
      "cert identity cannot have extra data after the PEM block",
    ],
    [
      { access: "read", cert: { pem: pem + pem } },
      "cert identity cannot have extra data after the PEM block",
    ],
    [
      { access: "read", cert: { pem: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" } },
      "cannot parse certificate from cert identity: x509: malformed certificate",
    ],
  ];
  for (const [given, reason] of refused) {
    it(`is refused: ${reason}, ${JSON.stringify(given).slice(0, 50)}`, () => {
      expect(() => read(given)).toThrow(`invalid identity for "bob": ${reason}`);
    });
  }

  it("is shown with its secrets hidden", () => {
    const identity = read({
      access: "read",
      local: { "user-id": 5 },
      basic: { password: "x" },
      cert: { pem },
    });
    expect(hideSecrets(identity)).toEqual({
      access: "read",
      local: { "user-id": 5 },
      basic: { password: "*****" },
      cert: { pem: "*****" },
    });
  });

  it("is told from what else a state could hold", () => {
    expect(isIdentity(read({ access: "read", basic: { password: "x" } }))).toBe(true);
    const damaged = [
      null,
      5,
      {},
      { access: "boss" },
      { access: "read", local: {} },
      { access: "read", basic: {} },
    ];
    for (const value of [...damaged, { access: "read", cert: { pem: 5 } }, { access: "read", local: null }]) {
      expect(isIdentity(value)).toBe(false);
    }
  });
});
