import type { MetricTools } from "../hook-tools/metric.ts";
import { MetricError } from "./errors.ts";

const namePattern = /^[a-zA-Z](?:[-\w]*[a-zA-Z0-9])?$/;

const assertName = (noun: string, name: string): void => {
  if (namePattern.test(name)) return;
  const rule = "letters, digits, dashes and underscores, a letter first and a letter or digit last";
  throw new MetricError(`cannot use ${JSON.stringify(name)} as the ${noun}: one has ${rule}`);
};

const assertLabel = ([name, value]: readonly [string, string]): void => {
  assertName("name of a metric's label", name);
  if (value !== "" && !/[,=]/.test(value)) return;
  const rule = "it has at least one character, and neither , nor =";
  throw new MetricError(
    `cannot use ${JSON.stringify(value)} as the value of the metrics' label ${name}: ${rule}`,
  );
};

const assertMetric = ([name, value]: readonly [string, number]): void => {
  assertName("name of a metric", name);
  if (Number.isFinite(value) && value >= 0) return;
  throw new MetricError(`cannot use ${value} as the value of the metric ${name}: it is a number from 0 up`);
};

/** What is measured, and what is said of all of it. */
export interface Metrics {
  readonly values: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Hands the agent what was measured.
 * @throws {MetricError} when the agent would not take a name, a value or a label
 * @source ops 3.9, ops/model.py, _ModelBackendValidator
 */
export const addMetrics = async (tools: MetricTools, { values, labels }: Metrics): Promise<void> => {
  for (const label of Object.entries(labels)) assertLabel(label);
  for (const metric of Object.entries(values)) assertMetric(metric);
  await tools.addMetric(values, labels);
};
