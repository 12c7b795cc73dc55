import type { Client } from "@cobble/client";
import type { CheckInfo } from "@cobble/wire";
import type { YamlValue } from "./format/yaml.ts";

/** A check as `--format` prints it: the counters are always there. */
export const checkData = (check: CheckInfo): { readonly [key: string]: YamlValue } => ({
  name: check.name,
  level: check.level,
  startup: check.startup,
  status: check.status,
  successes: check.successes ?? 0,
  failures: check.failures ?? 0,
  threshold: check.threshold,
  "change-id": check["change-id"],
  "prev-change-id": check["prev-change-id"],
});

/**
 * What the last failures of a check have left in the log of its change, the oldest first. A check that has just gone down
 * goes on in another change, which has none yet: then those of the change before.
 */
export const failureLog = async (client: Client, check: CheckInfo): Promise<readonly string[]> => {
  const id = check["change-id"] ?? "";
  if (id === "" || (check.failures ?? 0) === 0) return [];
  const logOf = async (change: string): Promise<readonly string[]> =>
    (await client.changes.get(change)).tasks?.[0]?.log ?? [];
  const log = await logOf(id);
  const previous = check["prev-change-id"] ?? "";
  return log.length > 0 || previous === "" ? log : await logOf(previous);
};
