import type { ChangeInfo, TaskInfo } from "@cobble/wire";
import type { YamlValue } from "./format/yaml.ts";
import { yamlTime } from "./format/yaml-time.ts";

// Data of tasks and changes is any JSON, which is what a YamlValue is.
const toYamlMap = (data: unknown): { readonly [key: string]: YamlValue } | undefined =>
  data as { readonly [key: string]: YamlValue } | undefined;

const taskData = (task: TaskInfo): { readonly [key: string]: YamlValue } => ({
  id: task.id,
  kind: task.kind,
  summary: task.summary,
  status: task.status,
  log: task.log,
  progress: { label: task.progress.label, done: task.progress.done, total: task.progress.total },
  "spawn-time": yamlTime(task["spawn-time"]),
  "ready-time": yamlTime(task["ready-time"]),
  data: toYamlMap(task.data),
});

/** A change as `--format` prints it. */
export const changeData = (change: ChangeInfo): { readonly [key: string]: YamlValue } => ({
  id: change.id,
  kind: change.kind,
  summary: change.summary,
  status: change.status,
  tasks: change.tasks?.map(taskData),
  ready: change.ready,
  err: change.err || undefined,
  "spawn-time": yamlTime(change["spawn-time"]),
  "ready-time": yamlTime(change["ready-time"]),
  data: toYamlMap(change.data),
});

/** Changes from the first to the last that was made; the API has them in any order. */
export const inOrder = (changes: readonly ChangeInfo[]): readonly ChangeInfo[] =>
  [...changes].sort((a, b) => compareTimes(a["spawn-time"], b["spawn-time"]) || Number(a.id) - Number(b.id));

/** RFC 3339 times in one zone compare as texts once their fractions are as long. */
const compareTimes = (a: string, b: string): number => {
  const byMs = Date.parse(a) - Date.parse(b);
  if (byMs !== 0) return byMs;
  return fractionOf(a) - fractionOf(b);
};

const fractionOf = (time: string): number => Number(`0.${/\.(\d+)/.exec(time)?.[1] ?? "0"}`);
