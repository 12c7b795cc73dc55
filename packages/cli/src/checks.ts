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
