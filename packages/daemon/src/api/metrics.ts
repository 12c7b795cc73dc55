import type { CheckManager } from "../managers/checks/manager.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import type { Handler } from "./request.ts";

/** One line of a metric: what it is about, and its value. */
interface Sample {
  /** The value of the metric's label. */
  readonly label: string;
  readonly value: number;
}

/** A metric with its samples. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly labelName: "service" | "check";
  readonly samples: readonly Sample[];
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

const escapeLabel = (text: string): string => text.replaceAll(/[\\"\n]/g, (found) => escapes[found] ?? found);

/** A metric in Prometheus' text format; nothing without samples. */
const printMetric = ({ name, help, type, labelName, samples }: Metric): string => {
  if (samples.length === 0) return "";
  const lines = samples.map(({ label, value }) => `${name}{${labelName}="${escapeLabel(label)}"} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}\n`;
};

const serviceMetrics = (services: ServiceManager): readonly Metric[] => {
  const starts = services.starts();
  const active = new Set(
    services.list().flatMap(({ name, current }) => (current === "active" ? [name] : [])),
  );
  return [
    {
      name: "pebble_service_active",
      help: "Whether the service is currently active (1) or not (0)",
      type: "gauge",
      labelName: "service",
      samples: starts.map(({ name }) => ({ label: name, value: Number(active.has(name)) })),
    },
    {
      name: "pebble_service_start_count",
      help: "Number of times the service has started",
      type: "counter",
      labelName: "service",
      samples: starts.map(({ name, count }) => ({ label: name, value: count })),
    },
  ];
};

const checkMetrics = (checks: CheckManager): readonly Metric[] => {
  const counts = checks.counts();
  return [
    {
      name: "pebble_check_up",
      help: "Whether the health check is up (1) or not (0)",
      type: "gauge",
      labelName: "check",
      // A check that does not run is neither up nor down.
      samples: counts
        .filter(({ status }) => status !== "inactive")
        .map(({ name, status }) => ({ label: name, value: Number(status === "up") })),
    },
    {
      name: "pebble_check_success_count",
      help: "Number of times the check has succeeded",
      type: "counter",
      labelName: "check",
      samples: counts.map(({ name, succeeded }) => ({ label: name, value: succeeded })),
    },
    {
      name: "pebble_check_failure_count",
      help: "Number of times the check has failed",
      type: "counter",
      labelName: "check",
      samples: counts.map(({ name, failed }) => ({ label: name, value: failed })),
    },
  ];
};

/**
 * `GET /v1/metrics`: what Prometheus scrapes.
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/metrics; seen: an empty answer has no content type
 * @differs the samples of a metric stand together, and labels are escaped as the format says: the reference repeats the head
 *   of a metric for each service and check, and escapes as Go does, which parsers of the format refuse
 */
export const createMetricsHandler =
  (from: { readonly services: ServiceManager; readonly checks: CheckManager }): Handler =>
  () => {
    const metrics = [...serviceMetrics(from.services), ...checkMetrics(from.checks)];
    const body = metrics.map(printMetric).join("");
    return body === ""
      ? { status: 200, body }
      : { status: 200, contentType: "text/plain; charset=utf-8", body };
  };
