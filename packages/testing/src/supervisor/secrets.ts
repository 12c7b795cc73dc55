import { createHash } from "node:crypto";
import { certificateFault, readCertificate, type Secrets } from "@cobble/daemon/core";

/** Sums and certificates, as the daemon has them; no key is secret in a test. */
export const createTestSecrets = (): Secrets => ({
  sha512: (data) => createHash("sha512").update(data).digest(),
  mac: (data) => createHash("sha256").update(data).digest("hex"),
  fingerprint: (data) => createHash("sha256").update(data).digest("hex"),
  pause: () => Promise.resolve(),
  readCertificate,
  certificateFault,
});
