import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartError } from "../../../src/errors.ts";
import { loadIdentityKey } from "../../../src/os/tls/identity-key.ts";

let pebbleDir: string;
let directory: string;
let path: string;
beforeEach(() => {
  pebbleDir = mkdtempSync(join(tmpdir(), "cobble-identity-"));
  directory = join(pebbleDir, "identity");
  path = join(directory, "key.pem");
});
afterEach(() => rmSync(pebbleDir, { recursive: true }));

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe("the identity key", () => {
  it("is made where there is none, for the daemon's user alone", () => {
    const key = loadIdentityKey(pebbleDir);
    expect(key.name).toMatch(/^cobble-[A-Z2-7]{8}$/);
    expect(key.publicKey).toHaveLength(32);
    expect([modeOf(directory), modeOf(path)]).toEqual(["700", "600"]);
    expect(readdirSync(directory)).toEqual(["key.pem"]);
    expect(createPrivateKey(readFileSync(path)).asymmetricKeyType).toBe("ed25519");
  });

  it("is made private, whatever the umask", () => {
    const before = process.umask(0o777);
    try {
      loadIdentityKey(pebbleDir);
    } finally {
      process.umask(before);
    }
    expect([modeOf(directory), modeOf(path)]).toEqual(["700", "600"]);
  });

  it("stays the same, and so does the name", () => {
    const first = loadIdentityKey(pebbleDir);
    const second = loadIdentityKey(pebbleDir);
    expect(second.name).toBe(first.name);
    expect([...second.publicKey]).toEqual([...first.publicKey]);
  });

  it("is another one, with another name, when the file is gone", () => {
    const first = loadIdentityKey(pebbleDir);
    rmSync(path);
    expect(loadIdentityKey(pebbleDir).name).not.toBe(first.name);
  });

  /** What has been done to the files, and what the daemon says then. */
  const faults: readonly [name: string, spoil: () => void, message: () => string][] = [
    [
      "in a directory that others may look into",
      () => chmodSync(directory, 0o750),
      () => `cannot load identity key: expected permission 0o700 (got 0o750) for "${directory}"`,
    ],
    [
      "that others may read",
      () => chmodSync(path, 0o644),
      () => `cannot load identity key: expected permission 0o600 (got 0o644) for "${path}"`,
    ],
    [
      "that even its owner may not write",
      () => chmodSync(path, 0o400),
      () => `cannot load identity key: expected permission 0o600 (got 0o400) for "${path}"`,
    ],
    [
      "that is empty",
      () => writeFileSync(path, ""),
      () => `cannot load identity key: missing 'PRIVATE KEY' block in "${path}"`,
    ],
    [
      "with another block",
      () => writeFileSync(path, readFileSync(path, "utf8").replaceAll("PRIVATE KEY", "EC KEY")),
      () => `cannot load identity key: missing 'PRIVATE KEY' block in "${path}"`,
    ],
    [
      "with a line too many",
      () => writeFileSync(path, `${readFileSync(path, "utf8")}\n`),
      () => `cannot load identity key: unexpected bytes after 'PRIVATE KEY' block in "${path}"`,
    ],
    [
      "of another kind",
      () => {
        const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }));
      },
      () => "cannot load identity key: ed25519 type private key expected",
    ],
    [
      "that is garbage",
      () => writeFileSync(path, "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"),
      () => `cannot load identity key: malformed private key in "${path}"`,
    ],
    [
      "that is a directory",
      () => {
        rmSync(path);
        mkdirSync(path, { mode: 0o600 });
      },
      () => `cannot load identity key: read ${path}: is a directory`,
    ],
    [
      "whose directory is a file",
      () => {
        rmSync(directory, { recursive: true });
        writeFileSync(directory, "");
      },
      () => `cannot access key file "${path}": stat ${path}: not a directory`,
    ],
  ];
  for (const [name, spoil, message] of faults) {
    it(`keeps the daemon from starting, ${name}`, () => {
      loadIdentityKey(pebbleDir);
      spoil();
      expect(() => loadIdentityKey(pebbleDir)).toThrow(StartError);
      expect(() => loadIdentityKey(pebbleDir)).toThrow(message());
    });
  }
});
