import { describeFieldChange, type FieldChange } from "@cobble/plan";
import type { ReplanReason } from "@cobble/wire";

/** The reason for a replan to touch something that a changed field is. */
export const changedReason = (change: FieldChange): ReplanReason => ({
  kind: "changed",
  text: describeFieldChange(change),
  field: change.field,
  change: change.kind,
  ...(change.from === undefined ? {} : { from: change.from }),
  ...(change.to === undefined ? {} : { to: change.to }),
});
