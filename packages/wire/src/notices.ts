import { anything, array, type Infer, integer, nullable, object, oneOf, record, string } from "./schema.ts";

/** The types of notices; only `custom` may be made by a client. */
export const noticeTypes = ["change-update", "custom", "warning"] as const;
/** One of {@link noticeTypes}. */
export type NoticeType = (typeof noticeTypes)[number];

/** `GET /v1/notices/ID`, and one entry of `GET /v1/notices` (read). */
export const Notice = object(
  {
    id: string(),
    "user-id": nullable(integer()),
    type: string(),
    key: string(),
    "first-occurred": string(),
    "last-occurred": string(),
    "last-repeated": string(),
    occurrences: integer(),
  },
  {
    "last-data": record(anything()),
    "repeat-after": string({ description: "a Go duration" }),
    "expire-after": string({ description: "a Go duration" }),
  },
);
/** `GET /v1/notices/ID`, and one entry of `GET /v1/notices` (read). */
export type Notice = Infer<typeof Notice>;

/**
 * The answer of `GET /v1/notices?users=&user-id=&types=&keys=&after=&timeout=`, ordered by last-repeated. With `timeout`
 * the answer waits until there is at least one notice, at most that long.
 */
export const Notices = array(Notice);

/** Body of `POST /v1/notices` (read): `action` is `add`, `type` is `custom`. */
export const NoticesRequest = object(
  {},
  {
    action: string(),
    type: string(),
    key: string({ description: "DOMAIN/PATH, at most 256 bytes" }),
    "repeat-after": string(),
    data: record(string()),
  },
);
/** Body of `POST /v1/notices` (read). */
export type NoticesRequest = Infer<typeof NoticesRequest>;

/** The answer of `POST /v1/notices`. */
export const NoticeAdded = object({ id: string() });
/** The answer of `POST /v1/notices`. */
export type NoticeAdded = Infer<typeof NoticeAdded>;

/** Whose notices an admin asks for with `users=`. */
export const NoticeUsers = oneOf(["all"]);
