import { describe, expect, it } from "bun:test";
import { createHash } from "node:crypto";
import { createSecrets } from "../../src/os/secrets.ts";
import { makeCertificate } from "../certificates/test-certificate.ts";

const secrets = createSecrets();
const faultOf = (options: Parameters<typeof makeCertificate>[1]): string | undefined =>
  secrets.certificateFault(makeCertificate("a", options).der, Date.now());

describe("secrets", () => {
  it("make the sums that the rest of the world makes", () => {
    const data = new TextEncoder().encode("abc");
    expect([...secrets.sha512(data)]).toEqual([...createHash("sha512").update(data).digest()]);
  });

  it("make keyed sums that another process would not make", () => {
    const data = new TextEncoder().encode("abc");
    expect(secrets.mac(data)).toBe(secrets.mac(data));
    expect(secrets.mac(data)).toMatch(/^[0-9a-f]{64}$/);
    expect(createSecrets().mac(data)).not.toBe(secrets.mac(data));
  });

  it("find nothing wrong with a certificate for clients, for anything, or without a purpose", () => {
    for (const usages of [
      ["1.3.6.1.5.5.7.3.2"],
      ["2.5.29.37.0"],
      ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
    ]) {
      expect(faultOf({ usages })).toBeUndefined();
    }
    expect(faultOf({})).toBeUndefined();
  });

  it("say that a certificate is too old, too new, or for servers", () => {
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
    const start = "x509: certificate has expired or is not yet valid: current time";
    expect(faultOf({ from: -3, days: 2 })).toMatch(new RegExp(`^${start} ${time} is after ${time}$`));
    expect(faultOf({ from: 1 })).toMatch(new RegExp(`^${start} ${time} is before ${time}$`));
    expect(faultOf({ usages: ["1.3.6.1.5.5.7.3.1"] })).toBe(
      "x509: certificate specifies an incompatible key usage",
    );
  });
});
