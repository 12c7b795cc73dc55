import { generateKeyPairSync, sign } from "node:crypto";
import { extendedUsage, isNoAuthority, writeCertificate } from "../../src/certificates/certificate.ts";
import { encodePem } from "../../src/certificates/pem.ts";

/** A certificate with its key, as a client has them. */
export interface TestCertificate {
  readonly pem: string;
  readonly der: Uint8Array;
  readonly keyPem: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Where the key itself begins in the DER form of an Ed25519 public key. */
const rawKeyStart = 12;

/**
 * Makes a self-signed certificate.
 * @param options.from when it begins to hold, in days from now; yesterday unless given
 * @param options.days how long it holds; two days unless given
 * @param options.usages what it is for; anything unless given
 */
export const makeCertificate = (
  name = "client",
  options: { readonly from?: number; readonly days?: number; readonly usages?: readonly string[] } = {},
): TestCertificate => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const notBefore = Date.now() + (options.from ?? -1) * dayMs;
  const der = writeCertificate(
    {
      serial: crypto.getRandomValues(new Uint8Array(16)),
      name,
      notBefore,
      notAfter: notBefore + (options.days ?? 2) * dayMs,
      publicKey: publicKey.export({ type: "spki", format: "der" }).subarray(rawKeyStart),
      extensions: options.usages === undefined ? [isNoAuthority] : [extendedUsage(...options.usages)],
    },
    (data) => sign(null, data, privateKey),
  );
  const keyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { der, pem: encodePem("CERTIFICATE", der), keyPem };
};
