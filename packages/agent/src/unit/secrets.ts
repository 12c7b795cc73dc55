import { array, type Infer, integer, object, oneOf, record, string } from "@cobble/wire";

/** How often the charm is told to make a new revision of a secret. */
export const rotations = ["never", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly"] as const;

/** A secret that the charm has made, with every revision that was not removed. */
export const KeptSecret = object(
  {
    id: string({ description: "20 letters and digits, without `secret:`" }),
    owner: oneOf(["application", "unit"]),
    rotation: oneOf(rotations),
    revisions: array(object({ revision: integer(), content: record(string()) })),
    latest: integer({ description: "the number of the last revision that was made" }),
    tracked: integer({ description: "the revision that the charm goes on with; 0 before it has read one" }),
    grants: array(object({ relation: string({ description: "as in friends:0" }) }, { unit: string() })),
  },
  {
    unused: array(integer({ description: "revisions of which the charm was told that nobody reads them" })),
    label: string(),
    description: string(),
    expires: string({ description: "RFC 3339" }),
    rotates: string({ description: "RFC 3339; when the charm is told next" }),
  },
);
/** A secret that the charm has made, with every revision that was not removed. */
export type KeptSecret = Infer<typeof KeptSecret>;

/** How often a secret is rotated. */
export type Rotation = KeptSecret["rotation"];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long it is between two rotations; undefined when there are none. */
export const rotationMs: Readonly<Record<Rotation, number | undefined>> = {
  never: undefined,
  hourly: hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
  monthly: 30 * dayMs,
  quarterly: 91 * dayMs,
  yearly: 365 * dayMs,
};

/** When a secret is rotated next, if it is at all. */
export const nextRotation = (rotation: Rotation, now: string): string | undefined => {
  const ms = rotationMs[rotation];
  return ms === undefined ? undefined : new Date(Date.parse(now) + ms).toISOString();
};
