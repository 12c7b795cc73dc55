import { describe, expect, it } from "bun:test";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync, sign, X509Certificate } from "node:crypto";
import {
  extendedUsage,
  isAuthority,
  isNoAuthority,
  keyIdentifier,
  keyIdentifierOf,
  signsCertificates,
  signsMessages,
  subjectOf,
  writeCertificate,
} from "../../src/certificates/certificate.ts";
import { encodePem } from "../../src/certificates/pem.ts";

const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ type: "spki", format: "der" }).subarray(12);
const noon = Date.UTC(2026, 0, 2, 12, 30, 40);

const write = (extensions: readonly Uint8Array[], notAfter = noon + 3_600_000): Uint8Array =>
  writeCertificate(
    {
      serial: Uint8Array.of(0x80, 1, 2),
      name: "cobble-ABCD2345",
      notBefore: noon,
      notAfter,
      publicKey,
      extensions,
    },
    (data) => sign(null, data, keys.privateKey),
  );

const textOf = (der: Uint8Array): string => {
  const input = encodePem("CERTIFICATE", der);
  const result = spawnSync("openssl", ["x509", "-noout", "-text"], { input, encoding: "utf8" });
  expect(result.stderr).toBe("");
  return result.stdout;
};

const hasOpenssl = Bun.which("openssl") !== null;

describe("a certificate", () => {
  it("has the name, serial, times and key that it was given, and its own signature", () => {
    const parsed = new X509Certificate(write([isNoAuthority]));
    expect(parsed.subject).toBe("CN=cobble-ABCD2345");
    expect(parsed.issuer).toBe(parsed.subject);
    expect(parsed.serialNumber.toUpperCase()).toBe("800102");
    expect(Date.parse(parsed.validFrom)).toBe(noon);
    expect(Date.parse(parsed.validTo)).toBe(noon + 3_600_000);
    expect(parsed.verify(keys.publicKey)).toBe(true);
    expect(parsed.ca).toBe(false);
  });

  it.skipIf(!hasOpenssl)("is an authority that openssl understands, with its extensions", () => {
    const text = textOf(
      write([signsCertificates, isAuthority, keyIdentifier(new Uint8Array(20).fill(0xab))]),
    );
    expect(text).toContain("Signature Algorithm: ED25519");
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    expect(text).toMatch(/Subject Key Identifier:\s+(AB:){19}AB/);
  });

  it.skipIf(!hasOpenssl)("is one for servers, with what it may be used for", () => {
    const text = textOf(write([signsMessages, extendedUsage("1.3.6.1.5.5.7.3.1"), isNoAuthority]));
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE\n/);
  });

  it("says how it calls its key, if it does", () => {
    const id = Uint8Array.from({ length: 20 }, (_, i) => i);
    expect([...(keyIdentifierOf(write([isAuthority, keyIdentifier(id), signsMessages])) ?? [])]).toEqual([
      ...id,
    ]);
    expect(keyIdentifierOf(write([isAuthority, signsMessages]))).toBeUndefined();
    expect(keyIdentifierOf(write([]))).toBeUndefined();
  });

  it("gives its name to those that it signs", () => {
    const issuer = subjectOf(write([isAuthority]));
    const content = { serial: Uint8Array.of(1), notBefore: noon, notAfter: noon + 1000, publicKey };
    const der = writeCertificate({ ...content, name: "other", issuer, extensions: [] }, (data) =>
      sign(null, data, keys.privateKey),
    );
    const { issuer: given, subject } = new X509Certificate(der);
    expect([given, subject]).toEqual(["CN=cobble-ABCD2345", "CN=other"]);
  });

  it("may hold beyond 2049", () => {
    const far = Date.UTC(2062, 5, 7, 8, 9, 10);
    expect(Date.parse(new X509Certificate(write([isNoAuthority], far)).validTo)).toBe(far);
  });
});
