import type { RunTool } from "./run-tool.ts";

/** The tool of what is measured of a unit; it is there in collect-metrics hooks only. */
export interface MetricTools {
  /** @param labels what is said of all of these values */
  addMetric(
    metrics: Readonly<Record<string, number>>,
    labels?: Readonly<Record<string, string>>,
  ): Promise<void>;
}

const pairs = (values: Readonly<Record<string, string | number>>): readonly string[] =>
  Object.entries(values).map(([key, value]) => `${key}=${value}`);

/** @source ops 3.9, ops/model.py, _ModelBackend.add_metrics */
export const metricTools = (run: RunTool): MetricTools => ({
  async addMetric(metrics, labels = {}) {
    const said = pairs(labels);
    await run("add-metric", [...(said.length === 0 ? [] : ["--labels", said.join(",")]), ...pairs(metrics)]);
  },
});
