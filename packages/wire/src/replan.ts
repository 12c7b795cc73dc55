import { array, type Infer, object, oneOf, string } from "./schema.ts";

/** What a replan would do to a service or check: `keep` leaves it as it is, running or not. */
export const replanActions = ["restart", "start", "stop", "keep"] as const;
/** One of {@link replanActions}. */
export type ReplanAction = (typeof replanActions)[number];

/**
 * Why a replan would do something. `changed`: a field of the configuration is another one. `context`: what it has from the
 * service in whose context it runs is. `requires`: it requires `services`, which are stopped. `required`: `services`, which
 * are started, require it. `enabled`: it starts by itself. `disabled`: it does not, so that it does not come back. `ending`:
 * it is being stopped right now, and cannot be started before that is over.
 */
export const replanReasonKinds = [
  "changed",
  "context",
  "requires",
  "required",
  "enabled",
  "disabled",
  "ending",
] as const;

/** One reason of a {@link ReplanEntry}, in words and as data. */
export const ReplanReason = object(
  { kind: oneOf(replanReasonKinds), text: string() },
  {
    field: string({ description: "of `changed`: its name in a layer, as in environment.PORT" }),
    change: oneOf(["added", "removed", "changed"]),
    from: string({ description: "the old value; absent when there was none or it may be a secret" }),
    to: string({ description: "the new value; absent when there is none or it may be a secret" }),
    services: array(string()),
  },
);
/** One reason of a {@link ReplanEntry}, in words and as data. */
export type ReplanReason = Infer<typeof ReplanReason>;

/** What a replan would do to one service or check; a kept one has no reasons. */
export const ReplanEntry = object({
  name: string(),
  current: string({ description: "its status now, as listings show it" }),
  action: oneOf(replanActions),
  reasons: array(ReplanReason),
});
/** What a replan would do to one service or check; a kept one has no reasons. */
export type ReplanEntry = Infer<typeof ReplanEntry>;

/** The answer of `GET /v1/replan/preview` (read): every service and check of the plan, by name. Not in the reference. */
export const ReplanPreview = object({ services: array(ReplanEntry), checks: array(ReplanEntry) });
/** The answer of `GET /v1/replan/preview`. */
export type ReplanPreview = Infer<typeof ReplanPreview>;
