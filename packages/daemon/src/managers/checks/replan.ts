import { type Check, checkFieldChanges, isCheckEnabled } from "@cobble/plan";
import type { CheckStatus, ReplanEntry, ReplanReason } from "@cobble/wire";
import { changedReason } from "../replan-reason.ts";

/** A check as it is kept. */
export interface KeptCheck {
  readonly status: CheckStatus;
  /** The settings that it runs with. */
  readonly check: Check;
  /** Another text when anything that it runs with is another, what it has from a service included. */
  readonly signature: string;
}

/** What taking a plan over means for one of its checks: first the change, then the start. */
export interface CheckDecision {
  /** It takes other settings, and when it runs starts anew with them. */
  readonly change: boolean;
  /** It starts, if it does not run. */
  readonly start: boolean;
}

/**
 * Decides what a plan, the same one included (replan), means for a check of it; the preview is made of the same decision.
 * @param kept nothing for a check that is new
 * @source pebble 1.32, seen: a check that runs goes on with its old settings when a layer makes it `startup: disabled`
 */
export const decideCheck = (
  kept: KeptCheck | undefined,
  next: Pick<KeptCheck, "check" | "signature">,
): CheckDecision => {
  const enabled = isCheckEnabled(next.check);
  if (kept === undefined) return { change: false, start: enabled };
  const runsOn = kept.status !== "inactive" && isCheckEnabled(kept.check) && !enabled;
  return { change: kept.signature !== next.signature && !runsOn, start: enabled };
};

const changeReasons = (before: Check, after: Check): readonly ReplanReason[] => {
  const changes = checkFieldChanges(before, after);
  if (changes.length > 0) return changes.map(changedReason);
  const service = after.exec?.serviceContext ?? "";
  const text = `service ${JSON.stringify(service)}, in whose context it runs, has changed`;
  return [{ kind: "context", text, services: [service] }];
};

/** What taking a plan over would do to one of its checks, and why. */
export const previewCheck = (
  kept: KeptCheck | undefined,
  next: Pick<KeptCheck, "check" | "signature">,
): ReplanEntry => {
  const { name } = next.check;
  const { change, start } = decideCheck(kept, next);
  const current = kept?.status ?? "inactive";
  if (current === "inactive") {
    const reasons: readonly ReplanReason[] = start
      ? [{ kind: "enabled", text: "startup is not disabled" }]
      : [];
    return { name, current, action: start ? "start" : "keep", reasons };
  }
  if (!change || kept === undefined) return { name, current, action: "keep", reasons: [] };
  return { name, current, action: "restart", reasons: changeReasons(kept.check, next.check) };
};
