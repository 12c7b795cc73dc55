import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { join } from "node:path";
import { CertificateError, messageOf, StartError } from "../../errors.ts";
import { ensurePrivateDirectory, isThere, readPrivatePem, writePrivateFile } from "./private-files.ts";

/** What the daemon is known by over HTTPS, for as long as the file of its key is there. */
export interface IdentityKey {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The common name of its certificates: `cobble-` and eight letters or digits that follow from the key. */
  readonly name: string;
}

/** The bytes before the key itself in the DER form of an Ed25519 public key. */
const publicKeyHead = 12;

/** The public key itself of an Ed25519 key, public or private: 32 bytes. */
export const rawPublicKey = (key: KeyObject): Uint8Array => {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return publicKey.export({ type: "spki", format: "der" }).subarray(publicKeyHead);
};

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const nameLength = 8;

const nameOf = (publicKey: Uint8Array): string => {
  const digest = createHash("sha256").update(publicKey).digest();
  return `cobble-${Array.from(digest.subarray(0, nameLength), (byte) => base32[byte & 31]).join("")}`;
};

const readKey = (directory: string, path: string): KeyObject => {
  ensurePrivateDirectory(directory);
  const der = readPrivatePem(path, "PRIVATE KEY");
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
  } catch (cause) {
    throw new CertificateError(`malformed private key in ${JSON.stringify(path)}`, { cause });
  }
  if (key.asymmetricKeyType !== "ed25519") {
    throw new CertificateError("ed25519 type private key expected");
  }
  return key;
};

const makeKey = (path: string): KeyObject => {
  const { privateKey } = generateKeyPairSync("ed25519");
  writePrivateFile(path, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return privateKey;
};

/** Runs what works with the key's files; their faults keep the daemon from starting. */
const starting = <T>(failed: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new StartError(`${failed}: ${messageOf(error)}`, { cause: error });
  }
};

/**
 * Loads the key in `identity/key.pem`, or makes it.
 * @param pebbleDir `$PEBBLE`
 * @throws {StartError} when it can be neither, or others than the daemon's user may read it
 * @source pebble 1.32, seen: `run --https` with keys and modes of many kinds
 */
export const loadIdentityKey = (pebbleDir: string): IdentityKey => {
  const directory = join(pebbleDir, "identity");
  const path = join(directory, "key.pem");
  const there = starting(`cannot access key file ${JSON.stringify(path)}`, () => isThere(path));
  if (!there) starting("cannot create identity directory", () => ensurePrivateDirectory(directory));
  const privateKey = there
    ? starting("cannot load identity key", () => readKey(directory, path))
    : starting("cannot create identity key", () => makeKey(path));
  const publicKey = rawPublicKey(privateKey);
  return { privateKey, publicKey, name: nameOf(publicKey) };
};
