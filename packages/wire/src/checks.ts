import { array, type Infer, integer, object, oneOf, string } from "./schema.ts";

/** Whether a check is well. */
export const CheckStatus = oneOf(["up", "down", "inactive"]);
/** Whether a check is well. */
export type CheckStatus = Infer<typeof CheckStatus>;

/** The levels that `/v1/health` and `/v1/checks` filter by. */
export const checkLevels = ["alive", "ready"] as const;
/** One of {@link checkLevels}. */
export type CheckLevel = (typeof checkLevels)[number];

/** One entry of `GET /v1/checks?level=&names=` (read). Zero counters are left out, as in the reference. */
export const CheckInfo = object(
  { name: string(), status: CheckStatus, threshold: integer() },
  {
    level: string(),
    startup: string(),
    successes: integer(),
    failures: integer(),
    "change-id": string(),
    "prev-change-id": string(),
  },
);
/** One entry of `GET /v1/checks?level=&names=` (read). */
export type CheckInfo = Infer<typeof CheckInfo>;

/** The answer of `GET /v1/checks`, ordered by name. */
export const CheckInfos = array(CheckInfo);

/** Body of `POST /v1/checks` (admin): `action` is `start` or `stop`. */
export const ChecksRequest = object({}, { action: string(), checks: array(string()) });
/** Body of `POST /v1/checks` (admin). */
export type ChecksRequest = Infer<typeof ChecksRequest>;

/** The answer of `POST /v1/checks`: the checks that were not in that state before. */
export const ChecksChanged = object({ changed: array(string()) });
/** The answer of `POST /v1/checks`. */
export type ChecksChanged = Infer<typeof ChecksChanged>;

/** Body of `POST /v1/checks/refresh` (admin). */
export const RefreshRequest = object({}, { name: string() });
/** Body of `POST /v1/checks/refresh` (admin). */
export type RefreshRequest = Infer<typeof RefreshRequest>;

/** The answer of `POST /v1/checks/refresh`; `error` is empty when the check succeeded. */
export const RefreshResult = object({ info: CheckInfo }, { error: string() });
/** The answer of `POST /v1/checks/refresh`. */
export type RefreshResult = Infer<typeof RefreshResult>;
