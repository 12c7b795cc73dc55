import type { PasswordDeps } from "./passwords.ts";

/** What knowing callers by their secrets takes: sums, and a look into certificates. */
export interface Secrets extends PasswordDeps {
  /** SHA-256 of `data`, in hexadecimal digits. */
  readonly fingerprint: (data: Uint8Array) => string;
  /**
   * The certificate in a PEM text that holds nothing else.
   * @returns its DER bytes
   * @throws {CertificateError} in the reference's words
   */
  readonly readCertificate: (pem: string) => Uint8Array;
  /**
   * Why a certificate does not hold at `now`, milliseconds since 1970; undefined when it does.
   * @source pebble 1.32, seen: identities whose certificates are expired, not yet valid, or for servers only
   */
  readonly certificateFault: (der: Uint8Array, now: number) => string | undefined;
}
