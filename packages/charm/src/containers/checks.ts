import type { CheckStatus, CheckInfo as WireCheckInfo } from "@cobble/wire";

/** How a check is. */
export interface CheckInfo {
  readonly name: string;
  /** `alive`, `ready`, or empty for neither. */
  readonly level: string;
  /** `enabled` or `disabled`. */
  readonly startup: string;
  /** `down` once it has failed as often in a row as its threshold; `inactive` when it is stopped. */
  readonly status: CheckStatus;
  /** How often it has succeeded since it was started or changed. */
  readonly successes: number;
  /** How often it has failed in a row. */
  readonly failures: number;
  readonly threshold: number;
  /** The change that runs it; empty when it is stopped. */
  readonly changeId: string;
  /** Whether it has run, well or not, since it was started or changed. */
  hasRun(): boolean;
}

/** Reads a check as the API tells it, which leaves out what is zero. */
export const readCheckInfo = (info: WireCheckInfo): CheckInfo => ({
  name: info.name,
  level: info.level ?? "",
  startup: info.startup ?? "enabled",
  status: info.status,
  successes: info.successes ?? 0,
  failures: info.failures ?? 0,
  threshold: info.threshold,
  changeId: info["change-id"] ?? "",
  hasRun: () => (info.successes ?? 0) > 0 || (info.failures ?? 0) > 0,
});
