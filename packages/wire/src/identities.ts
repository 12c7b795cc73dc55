import { type Infer, integer, nullable, object, oneOf, record, string } from "./schema.ts";

/** What a caller may do; each level includes the ones before it, but `metrics` stands beside `read`. */
export const accessLevels = ["untrusted", "metrics", "read", "admin"] as const;
/** One of {@link accessLevels}. */
export type AccessLevel = (typeof accessLevels)[number];

/** One entry of `GET /v1/identities` (read). Secrets read back as `*****`. */
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

/** Body of `POST /v1/identities` (admin): `action` is add, update, replace or remove. */
export const IdentitiesRequest = object({}, { action: string(), identities: record(nullable(Identity)) });
/** Body of `POST /v1/identities` (admin). */
export type IdentitiesRequest = Infer<typeof IdentitiesRequest>;
