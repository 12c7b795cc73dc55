import { exitAction, type Service, serviceTimings } from "@cobble/plan";
import { type Cause, type CauseKind, type ExplainedSetting, formatDurationMs } from "@cobble/wire";
import type { ServiceFacts } from "./facts.ts";

const backoffFields = ["backoff-delay", "backoff-factor", "backoff-limit"] as const;
const accountFields = ["user", "user-id", "group", "group-id", "workload"] as const;

/** The fields that matter when a cause of a kind is told; those of lists and maps with all that is in them. */
const fieldsOf: Partial<Record<CauseKind, readonly string[]>> = {
  waiting: backoffFields,
  exited: ["on-failure"],
  killed: ["on-failure"],
  "out-of-memory": ["on-failure"],
  stopping: ["kill-delay"],
  "check-down": ["on-check-failure"],
  "check-failing": ["on-check-failure"],
  dependency: ["requires"],
  held: ["requires", "after", "before"],
  queued: ["requires", "after", "before"],
  missing: ["working-dir", ...accountFields],
};

/** What holds for fields that no layer sets, where something does. */
const defaultsOf = (service: Service): ReadonlyMap<string, string> => {
  const timings = serviceTimings(service);
  return new Map([
    ["startup", "disabled"],
    ["on-success", exitAction(service, "success")],
    ["on-failure", exitAction(service, "failure")],
    ["backoff-delay", formatDurationMs(timings.backoffDelayMs)],
    ["backoff-factor", String(timings.backoffFactor)],
    ["backoff-limit", formatDurationMs(timings.backoffLimitMs)],
    ["kill-delay", formatDurationMs(timings.killDelayMs)],
  ]);
};

const fieldsOfCause = ({ kind, data }: Cause): readonly string[] => {
  if (kind === "exited" && data?.["exit-code"] === 0) return ["on-success"];
  // The data of this kind are the names of fields: it is put together in this folder.
  if (kind === "config-changed") return (data?.["fields"] ?? []) as readonly string[];
  return fieldsOf[kind] ?? [];
};

const fieldsThatMatter = (chain: readonly Cause[]): ReadonlySet<string> =>
  new Set(["command", "startup", ...chain.flatMap(fieldsOfCause)]);

/** The settings that matter for what the chain tells, with the layer that set each; defaults stand where none did. */
export const explainSettings = (
  facts: ServiceFacts,
  chain: readonly Cause[],
): readonly ExplainedSetting[] => {
  const wanted = fieldsThatMatter(chain);
  const set = facts.origins.filter(
    ({ field }) => wanted.has(field) || wanted.has(field.split(".", 1)[0] ?? ""),
  );
  const known = new Set(set.map(({ field }) => field));
  const unset = [...defaultsOf(facts.service)].filter(([field]) => wanted.has(field) && !known.has(field));
  return [
    ...set.map(({ field, value, label, file, position }) => ({
      field,
      ...(value === undefined ? {} : { value }),
      layer: label,
      ...(file === undefined ? {} : { file }),
      ...position,
    })),
    ...unset.map(([field, value]) => ({ field, value })),
  ];
};
