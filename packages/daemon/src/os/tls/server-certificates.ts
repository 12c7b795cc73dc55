import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { join } from "node:path";
import {
  authorityIdentifier,
  extendedUsage,
  isAuthority,
  isNoAuthority,
  keyIdentifier,
  keyIdentifierOf,
  signsCertificates,
  signsMessages,
  subjectOf,
  writeCertificate,
} from "../../certificates/certificate.ts";
import { encodePem } from "../../certificates/pem.ts";
import { CertificateError, messageOf } from "../../errors.ts";
import { type IdentityKey, rawPublicKey } from "./identity-key.ts";
import { ensurePrivateDirectory, isThere, readPrivatePem, writePrivateFile } from "./private-files.ts";

/** What a TLS server shows, and the key that goes with it, both in PEM. */
export interface ServerCertificates {
  readonly key: string;
  /** Its own certificate, then the daemon's. */
  readonly cert: string;
}

/** Gives the certificates to show now. */
export interface ServerCertificateStore {
  /**
   * The same object until it is time for new ones.
   * @throws {CertificateError} when the daemon's certificate can be neither read nor made
   */
  current(): ServerCertificates;
}

const dayMs = 24 * 60 * 60 * 1000;

/** How long the daemon's certificate holds. @source pebble 1.32, seen: ten years and some days */
const rootMs = 3660 * dayMs;

/** How long a server's certificate holds, and how long before that another one is made. */
const leafMs = 60 * 60 * 1000;
const renewBeforeMs = 5 * 60 * 1000;

const serverAuth = "1.3.6.1.5.5.7.3.1";
const serialBytes = 16;
const identifierBytes = 20;

/** A random serial that is positive, and does not begin with a zero. */
const newSerial = (): Uint8Array => {
  const serial = randomBytes(serialBytes);
  serial[0] = (serial[0] ?? 0) | 0x40;
  return serial;
};

const signer =
  (key: KeyObject) =>
  (data: Uint8Array): Uint8Array =>
    sign(null, data, key);

const identifierOf = (publicKey: Uint8Array): Uint8Array =>
  createHash("sha256").update(publicKey).digest().subarray(0, identifierBytes);

const makeRoot = ({ name, privateKey, publicKey }: IdentityKey, now: number): Uint8Array => {
  return writeCertificate(
    {
      serial: newSerial(),
      name,
      notBefore: now,
      notAfter: now + rootMs,
      publicKey,
      extensions: [signsCertificates, isAuthority, keyIdentifier(identifierOf(publicKey))],
    },
    signer(privateKey),
  );
};

/** Whether a certificate is of the daemon's key, and has not expired. */
const isOurs = (der: Uint8Array, key: IdentityKey, now: number): boolean => {
  const { publicKey, validTo } = new X509Certificate(der);
  if (publicKey.asymmetricKeyType !== "ed25519" || now > Date.parse(validTo)) return false;
  return Buffer.from(key.publicKey).equals(rawPublicKey(publicKey));
};

const readRoot = (path: string): Uint8Array => {
  const der = readPrivatePem(path, "CERTIFICATE");
  try {
    return new X509Certificate(der).raw;
  } catch (cause) {
    throw new CertificateError("x509: malformed certificate", { cause });
  }
};

const loadRoot = (path: string, key: IdentityKey, now: number): Uint8Array => {
  const known = isThere(path) ? readRoot(path) : undefined;
  if (known !== undefined && isOurs(known, key, now)) return known;
  const made = makeRoot(key, now);
  writePrivateFile(path, encodePem("CERTIFICATE", made));
  return made;
};

const makeLeaf = (key: IdentityKey, root: Uint8Array, now: number): ServerCertificates => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const publicKey = rawPublicKey(privateKey);
  const authority = keyIdentifierOf(root);
  const leaf = writeCertificate(
    {
      serial: newSerial(),
      name: key.name,
      issuer: subjectOf(root),
      notBefore: now,
      notAfter: now + leafMs,
      publicKey,
      extensions: [
        signsMessages,
        extendedUsage(serverAuth),
        isNoAuthority,
        // Both have one name: without these, OpenSSL takes it for one that signs itself, and trusts nobody.
        keyIdentifier(identifierOf(publicKey)),
        ...(authority === undefined ? [] : [authorityIdentifier(authority)]),
      ],
    },
    signer(key.privateKey),
  );
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: encodePem("CERTIFICATE", leaf) + encodePem("CERTIFICATE", root),
  };
};

const failing = <T>(what: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new CertificateError(`${what}: ${messageOf(error)}`, { cause: error });
  }
};

/**
 * The certificates of an HTTPS server: the daemon's own, in `tls/identity.pem`, is made with the first connection, and signs
 * one for each hour.
 * @param options.pebbleDir `$PEBBLE`
 * @param options.now milliseconds since 1970
 * @source pebble 1.32, docs/explanation/security.md, TLS; seen: what `openssl s_client` is shown, and the files
 * @differs the server's says whose key has signed it, so that programs with OpenSSL can trust the daemon's; an expired one of the
 *   daemon is replaced
 */
export const createServerCertificates = (options: {
  readonly pebbleDir: string;
  readonly key: IdentityKey;
  readonly now: () => number;
}): ServerCertificateStore => {
  const { key, now } = options;
  const directory = join(options.pebbleDir, "tls");
  const path = join(directory, "identity.pem");
  let root: Uint8Array | undefined;
  let leaf: { readonly made: number; readonly certificates: ServerCertificates } | undefined;

  const currentRoot = (time: number): Uint8Array => {
    if (root !== undefined && isOurs(root, key, time)) return root;
    failing("cannot create TLS directory", () => ensurePrivateDirectory(directory));
    root = failing("cannot get identity certificate", () => loadRoot(path, key, time));
    return root;
  };
  return {
    current: () => {
      const time = now();
      // A clock that was set back makes a certificate one of the future.
      const isFresh = leaf !== undefined && time >= leaf.made && time < leaf.made + leafMs - renewBeforeMs;
      if (leaf === undefined || !isFresh) {
        leaf = { made: time, certificates: makeLeaf(key, currentRoot(time), time) };
      }
      return leaf.certificates;
    },
  };
};
