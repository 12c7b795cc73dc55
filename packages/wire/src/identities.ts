import { type Infer, integer, nullable, object, oneOf, record, string } from "./schema.ts";

/** What a caller may do; each level includes the ones before it, but `metrics` stands beside `read`. */
export const accessLevels = ["untrusted", "metrics", "read", "admin"] as const;
/** One of {@link accessLevels}. */
export type AccessLevel = (typeof accessLevels)[number];

/** What `password` and `pem` read back as. */
export const hiddenSecret = "*****";

/** One entry of `GET /v1/identities` (read). Secrets read back as {@link hiddenSecret}. */
export const Identity = object(
  { access: oneOf(accessLevels) },
  {
    local: object({ "user-id": integer() }),
    basic: object({ password: string() }),
    cert: object({ pem: string() }),
  },
);
/** One entry of `GET /v1/identities` (read). */
export type Identity = Infer<typeof Identity>;

/** The answer of `GET /v1/identities`, by name. */
export const Identities = record(Identity);
/** The answer of `GET /v1/identities`, by name. */
export type Identities = Infer<typeof Identities>;

/** The number of a local user, from 0 to 2^32 - 1. */
export const UserId = integer();

/** An access level as it was written, right or wrong. */
export const GivenAccess = string({ description: "one of accessLevels" });

/** How a local user is known, as given. */
export const GivenLocal = object({}, { "user-id": UserId });

/** How a caller with a password is known, as given. */
export const GivenBasic = object({}, { password: string({ description: "hashed: `openssl passwd -6`" }) });

/** How a caller with a certificate is known, as given. */
export const GivenCert = object({}, { pem: string({ description: "one X.509 certificate" }) });

/**
 * An identity as a client or a file gives it. That it says too little, or an access that there is not, is found by the
 * supervisor, which has words for it.
 */
export const GivenIdentity = object(
  {},
  { access: GivenAccess, local: GivenLocal, basic: GivenBasic, cert: GivenCert },
);
/** An identity as a client or a file gives it. */
export type GivenIdentity = Infer<typeof GivenIdentity>;

/** Identities by name; `null` is one that is to be removed. */
export const GivenIdentities = record(nullable(GivenIdentity));
/** Identities by name; `null` is one that is to be removed. */
export type GivenIdentities = Infer<typeof GivenIdentities>;

/** What `POST /v1/identities` can do. */
export const identityActions = ["add", "update", "replace", "remove"] as const;
/** One of {@link identityActions}. */
export type IdentityAction = (typeof identityActions)[number];

/** Body of `POST /v1/identities` (admin): `action` is one of {@link identityActions}. */
export const IdentitiesRequest = object({}, { action: string(), identities: GivenIdentities });
/** Body of `POST /v1/identities` (admin). */
export type IdentitiesRequest = Infer<typeof IdentitiesRequest>;
