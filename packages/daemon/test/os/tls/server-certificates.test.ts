import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { spawnSync } from "node:child_process";
import { sign, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAuthority, writeCertificate } from "../../../src/certificates/certificate.ts";
import { decodePem, encodePem } from "../../../src/certificates/pem.ts";
import { CertificateError } from "../../../src/errors.ts";
import { type IdentityKey, loadIdentityKey } from "../../../src/os/tls/identity-key.ts";
import { createServerCertificates } from "../../../src/os/tls/server-certificates.ts";
import { makeCertificate } from "../../certificates/test-certificate.ts";

const hourMs = 3_600_000;

let pebbleDir: string;
let key: IdentityKey;
let time: number;
let path: string;
beforeEach(() => {
  pebbleDir = mkdtempSync(join(tmpdir(), "cobble-certificates-"));
  key = loadIdentityKey(pebbleDir);
  time = Date.UTC(2026, 5, 1);
  path = join(pebbleDir, "tls", "identity.pem");
});
afterEach(() => rmSync(pebbleDir, { recursive: true }));

const start = () => createServerCertificates({ pebbleDir, key, now: () => time });

/** The certificates of a chain in PEM. */
const parse = (chain: string): readonly X509Certificate[] => {
  const block = decodePem(chain);
  return block === undefined ? [] : [new X509Certificate(block.der), ...parse(block.rest)];
};

/** A certificate of the daemon's key, as an earlier daemon or another program may have left it. */
const leave = (options: { readonly name?: string; readonly notAfter?: number }): void => {
  const { name = "pebble-ABCDEFGH", notAfter = time + 48 * hourMs } = options;
  const content = { serial: Uint8Array.of(7), name, notBefore: time - 48 * hourMs, notAfter };
  const der = writeCertificate({ ...content, publicKey: key.publicKey, extensions: [isAuthority] }, (data) =>
    sign(null, data, key.privateKey),
  );
  writeFileSync(path, encodePem("CERTIFICATE", der));
};

describe("the certificates of the server", () => {
  it("are one for an hour, signed by one for ten years", () => {
    const [leaf, root] = parse(start().current().cert);
    if (leaf === undefined || root === undefined) throw new Error("there are not two");
    expect([leaf.subject, root.subject]).toEqual([`CN=${key.name}`, `CN=${key.name}`]);
    expect(root.verify(root.publicKey) && leaf.verify(root.publicKey)).toBe(true);
    expect([leaf.ca, root.ca]).toEqual([false, true]);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBe(hourMs);
    expect(Date.parse(root.validTo) - Date.parse(root.validFrom)).toBe(3660 * 24 * hourMs);
    expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  it.skipIf(Bun.which("openssl") === null)("are trusted by openssl for who trusts the daemon's", () => {
    // Of now: openssl looks at its own clock.
    time = Date.now();
    const { cert } = start().current();
    const leaf = join(pebbleDir, "leaf.pem");
    writeFileSync(leaf, cert.slice(0, cert.indexOf("-----BEGIN", 1)));
    const words = ["verify", "-purpose", "sslserver", "-CAfile", path, leaf];
    expect(spawnSync("openssl", words, { encoding: "utf8" }).stdout).toBe(`${leaf}: OK\n`);
  });

  it("make no files before the first connection, and then only the daemon's, for its user alone", () => {
    const certificates = start();
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
    const root = parse(certificates.current().cert)[1];
    expect(parse(readFileSync(path, "utf8"))[0]?.raw).toEqual(root?.raw);
    expect([statSync(path).mode & 0o777, statSync(join(pebbleDir, "tls")).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
  });

  it("stay the same until five minutes before the hour is over", () => {
    const certificates = start();
    const first = certificates.current();
    time += 55 * 60_000 - 1;
    expect(certificates.current()).toBe(first);
    time += 1;
    const second = certificates.current();
    expect(second).not.toBe(first);
    expect(parse(second.cert)[1]?.raw).toEqual(parse(first.cert)[1]?.raw);
    expect(second.key).not.toBe(first.key);
  });

  it("are made anew when the clock is set back, so that they are not of the future", () => {
    const certificates = start();
    const first = certificates.current();
    time -= hourMs;
    expect(certificates.current()).not.toBe(first);
  });

  it("have the daemon's as before after a restart, and another one for the hour", () => {
    const before = parse(start().current().cert);
    const after = parse(start().current().cert);
    expect(after[1]?.raw).toEqual(before[1]?.raw);
    expect(after[0]?.raw).not.toEqual(before[0]?.raw);
  });

  it("are not changed by removing the files under a running daemon", () => {
    const certificates = start();
    const before = parse(certificates.current().cert);
    rmSync(join(pebbleDir, "tls"), { recursive: true });
    time += hourMs;
    expect(parse(certificates.current().cert)[1]?.raw).toEqual(before[1]?.raw);
  });

  it("go on with the daemon's certificate that another program made, under its name", () => {
    start().current();
    leave({ name: "pebble-ABCDEFGH" });
    const [leaf, root] = parse(start().current().cert);
    expect([leaf?.issuer, root?.subject]).toEqual(["CN=pebble-ABCDEFGH", "CN=pebble-ABCDEFGH"]);
    expect(leaf?.subject).toBe(`CN=${key.name}`);
  });

  it("get another one of the daemon's, when that is expired or of another key", () => {
    start().current();
    const others = [
      () => leave({ notAfter: time - 1000 }),
      () => writeFileSync(path, makeCertificate("stranger").pem),
    ];
    for (const spoil of others) {
      spoil();
      const [, root] = parse(start().current().cert);
      expect(root?.subject).toBe(`CN=${key.name}`);
      expect(root?.publicKey.asymmetricKeyType).toBe("ed25519");
      expect(parse(readFileSync(path, "utf8"))[0]?.raw).toEqual(root?.raw);
    }
  });

  const faults: readonly [name: string, spoil: () => void, message: () => string][] = [
    [
      "a directory that others may look into",
      () => chmodSync(join(pebbleDir, "tls"), 0o755),
      () =>
        `cannot create TLS directory: expected permission 0o700 (got 0o755) for "${join(pebbleDir, "tls")}"`,
    ],
    [
      "a file that others may read",
      () => chmodSync(path, 0o644),
      () => `cannot get identity certificate: expected permission 0o600 (got 0o644) for "${path}"`,
    ],
    [
      "an empty file",
      () => writeFileSync(path, ""),
      () => `cannot get identity certificate: missing 'CERTIFICATE' block in "${path}"`,
    ],
    [
      "a line too many",
      () => writeFileSync(path, `${readFileSync(path, "utf8")}\n`),
      () => `cannot get identity certificate: unexpected bytes after 'CERTIFICATE' block in "${path}"`,
    ],
    [
      "garbage",
      () => writeFileSync(path, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
      () => "cannot get identity certificate: x509: malformed certificate",
    ],
  ];
  for (const [name, spoil, message] of faults) {
    it(`are refused to every client with ${name}, until that is put right`, () => {
      start().current();
      const right = readFileSync(path);
      spoil();
      const certificates = start();
      expect(() => certificates.current()).toThrow(CertificateError);
      expect(() => certificates.current()).toThrow(message());
      chmodSync(join(pebbleDir, "tls"), 0o700);
      writeFileSync(path, right);
      chmodSync(path, 0o600);
      expect(parse(certificates.current().cert)).toHaveLength(2);
    });
  }
});
