/** A receiver that services' logs are sent to. An empty string, list or map is one that is not set. */
export interface LogTarget {
  readonly name: string;
  readonly type: "loki" | "opentelemetry" | "syslog" | "";
  readonly location: string;
  /** Names of services, `all`, or either with a minus before it; a later word wins over an earlier one. */
  readonly services: readonly string[];
  /** `merge` or `replace`; anything else is refused by `combineLayers`. */
  readonly override: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A log target in which nothing is set but its name. */
export const emptyLogTarget = (name: string): LogTarget => ({
  name,
  type: "",
  location: "",
  services: [],
  override: "",
  labels: new Map(),
});

/**
 * Whether the logs of the service named `service` go to `target`: the last word that speaks of it decides.
 * @source pebble 1.32, layer-specification.md, log-targets.services
 */
export const logsGoTo = (target: LogTarget, service: string): boolean => {
  const last = target.services.findLast((word) => [service, `-${service}`, "all", "-all"].includes(word));
  return last !== undefined && !last.startsWith("-");
};
