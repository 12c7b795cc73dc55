import type { Secrets } from "../managers/identities/secrets.ts";
import { certificateFault, readCertificate } from "./client-certificate.ts";

const digestBytes = 64;
const keyBytes = 32;

const sha512 = (data: Uint8Array): Uint8Array => {
  const digest = new Uint8Array(digestBytes);
  Bun.SHA512.hash(data, digest);
  return digest;
};

/** The secrets of this process; the key of its sums is made here, and nobody else knows it. */
export const createSecrets = (): Secrets => {
  const key = crypto.getRandomValues(new Uint8Array(keyBytes));
  return {
    sha512,
    mac: (data) => new Bun.CryptoHasher("sha256", key).update(data).digest("hex"),
    fingerprint: (data) => new Bun.CryptoHasher("sha256").update(data).digest("hex"),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    readCertificate,
    certificateFault,
  };
};
