import { accessLevels, type GivenIdentity, hiddenSecret, type Identity, quoted } from "@cobble/wire";
import { ApiError, CertificateError } from "../../errors.ts";
import { isRecord } from "../../state/records.ts";

/** Reads a certificate in PEM; gives its DER bytes. Throws a {@link CertificateError} when it is none. */
export type ReadCertificate = (pem: string) => Uint8Array;

const allowed = '"admin", "read", "metrics", or "untrusted"';

const readAccess = (access: string | undefined): Identity["access"] => {
  if (access === undefined || access === "") {
    throw new ApiError(400, `access value must be specified (${allowed})`);
  }
  const known = accessLevels.find((level) => level === access);
  if (known !== undefined) return known;
  throw new ApiError(400, `invalid access value ${quoted(access)}, must be ${allowed}`);
};

const readLocal = (local: GivenIdentity["local"]): Pick<Identity, "local"> => {
  if (local === undefined) return {};
  const userId = local["user-id"];
  if (userId === undefined) throw new ApiError(400, "local identity must specify user-id");
  return { local: { "user-id": userId } };
};

const readBasic = (basic: GivenIdentity["basic"]): Pick<Identity, "basic"> => {
  if (basic === undefined) return {};
  const { password = "" } = basic;
  if (password === "") throw new ApiError(400, "basic identity must specify password (hashed)");
  return { basic: { password } };
};

const readCert = (cert: GivenIdentity["cert"], readCertificate: ReadCertificate): Pick<Identity, "cert"> => {
  if (cert === undefined) return {};
  const { pem = "" } = cert;
  try {
    readCertificate(pem);
  } catch (error) {
    if (error instanceof CertificateError) throw new ApiError(400, error.message);
    throw error;
  }
  return { cert: { pem } };
};

/** @source pebble 1.32, seen: the message shows an empty name, whatever the name is */
const checkName = (name: string): void => {
  if (/^[a-zA-Z][a-zA-Z0-9_-]*$/.test(name)) return;
  const rule =
    "must start with an alphabetic character and only contain alphanumeric characters, underscore, and hyphen";
  throw new ApiError(400, `identity name "" invalid: ${rule}`);
};

/**
 * Checks an identity that a client gave.
 * @throws {ApiError} 400 that says what it lacks
 * @source pebble 1.32, docs/reference/identities.md; sentences and their order seen by adding such identities
 */
export const readIdentity = (
  name: string,
  given: GivenIdentity,
  readCertificate: ReadCertificate,
): Identity => {
  try {
    const types = {
      ...readLocal(given.local),
      ...readBasic(given.basic),
      ...readCert(given.cert, readCertificate),
    };
    checkName(name);
    const access = readAccess(given.access);
    if (Object.keys(types).length > 0) return { access, ...types };
    throw new ApiError(400, 'identity must have at least one type ("local", "basic", or "cert")');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(400, `invalid identity for ${quoted(name)}: ${error.message}`);
  }
};

/** An identity as clients see it, its secrets hidden. */
export const hideSecrets = ({ access, local, basic, cert }: Identity): Identity => ({
  access,
  ...(local === undefined ? {} : { local }),
  ...(basic === undefined ? {} : { basic: { password: hiddenSecret } }),
  ...(cert === undefined ? {} : { cert: { pem: hiddenSecret } }),
});

const hasText = (value: unknown, key: string): boolean =>
  value === undefined || (isRecord(value) && typeof value[key] === "string");

/** Whether a record of the state is an identity. */
export const isIdentity = (value: unknown): value is Identity =>
  isRecord(value) &&
  accessLevels.some((level) => level === value["access"]) &&
  (value["local"] === undefined ||
    (isRecord(value["local"]) && Number.isSafeInteger(value["local"]["user-id"]))) &&
  hasText(value["basic"], "password") &&
  hasText(value["cert"], "pem");
