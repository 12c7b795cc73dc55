import type { ChangeInfo, Notice } from "@cobble/wire";
import type { Hook } from "./hook.ts";

/** The types of notices that hooks come from. */
export const hookNoticeTypes = ["custom", "change-update"] as const;

const dataText = (notice: Notice, name: string): string | undefined => {
  const value = notice["last-data"]?.[name];
  return typeof value === "string" ? value : undefined;
};

/** The change that has to be looked at before it is known whether a notice means anything to the charm. */
export const changeOfNotice = (notice: Notice): string | undefined => {
  if (notice.type !== "change-update") return undefined;
  const kind = dataText(notice, "kind");
  return kind === "perform-check" || kind === "recover-check" ? notice.key : undefined;
};

/**
 * The hook that a notice means.
 *
 * A check has failed when the change that performs it ends in error, and has recovered when the change that waits for
 * that is done; all other progress of these changes, and of any other change, is no hook.
 * @param from the container, and the change of {@link changeOfNotice} as it is now
 * @source ops 3.9, docs/howto/manage-containers/manage-pebble-health-checks.md; seen: pebble notices and changes with a failing check
 */
export const hookOfNotice = (
  notice: Notice,
  from: { readonly container: string; readonly change?: ChangeInfo },
): Hook | undefined => {
  const { container, change } = from;
  const at = notice["last-repeated"];
  if (notice.type === "custom") {
    const { id, type, key } = notice;
    return { kind: "custom-notice", container, notice: { id, type, key }, at };
  }
  const check = dataText(notice, "check-name");
  if (change === undefined || check === undefined) return undefined;
  if (change.kind === "perform-check" && change.status === "Error") {
    return { kind: "check-failed", container, check, change: change.id, at };
  }
  if (change.kind === "recover-check" && change.status === "Done") {
    return { kind: "check-recovered", container, check, change: change.id, at };
  }
  return undefined;
};
