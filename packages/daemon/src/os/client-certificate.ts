import { decodePem } from "../certificates/pem.ts";
import { CertificateError } from "../errors.ts";

/** Loaded when there is a certificate to look at: it holds six megabytes that most daemons never need. */
const loadCrypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

/**
 * The certificate in a PEM text that holds nothing else.
 * @returns its DER bytes
 * @throws {CertificateError} in the reference's words
 */
export const readCertificate = (pem: string): Uint8Array => {
  const block = decodePem(pem);
  if (block === undefined) {
    throw new CertificateError("cert identity must include a PEM-encoded certificate");
  }
  if (block.rest !== "")
    throw new CertificateError("cert identity cannot have extra data after the PEM block");
  const { X509Certificate } = loadCrypto();
  try {
    return new X509Certificate(block.der).raw;
  } catch (cause) {
    const reason = "x509: malformed certificate";
    throw new CertificateError(`cannot parse certificate from cert identity: ${reason}`, { cause });
  }
};

/** `clientAuth` and `anyExtendedKeyUsage`. */
const usagesOfClients: readonly string[] = ["1.3.6.1.5.5.7.3.2", "2.5.29.37.0"];

const goTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

/**
 * Why a certificate does not hold at `now`, milliseconds since 1970; undefined when it does.
 * @source pebble 1.32, seen: identities whose certificates are expired, not yet valid, or for servers only
 */
export const certificateFault = (der: Uint8Array, now: number): string | undefined => {
  const { X509Certificate } = loadCrypto();
  const { validFrom, validTo, keyUsage: usages } = new X509Certificate(der);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  if (now < from || now > to) {
    const how = now < from ? `before ${goTime(from)}` : `after ${goTime(to)}`;
    return `x509: certificate has expired or is not yet valid: current time ${goTime(now)} is ${how}`;
  }
  if (usages === undefined || usages.some((usage) => usagesOfClients.includes(usage))) return undefined;
  return "x509: certificate specifies an incompatible key usage";
};
