import { jsonAsYaml } from "@cobble/plan";

/** What the supervisor does when a service ends or a check fails. */
export type ServiceActionDict = "restart" | "shutdown" | "success-shutdown" | "failure-shutdown" | "ignore";

/** Who a program runs as, as it is written in a layer. */
export interface AccountDict {
  readonly user?: string;
  readonly "user-id"?: number;
  readonly group?: string;
  readonly "group-id"?: number;
}

/** A service as it is written in a layer. */
export interface ServiceDict extends AccountDict {
  /** `merge` keeps what a lower layer says and this one does not; `replace` forgets it. */
  readonly override: "merge" | "replace";
  readonly summary?: string;
  readonly description?: string;
  readonly command?: string;
  readonly startup?: "enabled" | "disabled";
  readonly after?: readonly string[];
  readonly before?: readonly string[];
  readonly requires?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly "working-dir"?: string;
  readonly workload?: string;
  readonly "on-success"?: ServiceActionDict;
  readonly "on-failure"?: ServiceActionDict;
  readonly "on-check-failure"?: Readonly<Record<string, ServiceActionDict>>;
  /** As in `500ms`. */
  readonly "backoff-delay"?: string;
  readonly "backoff-factor"?: number;
  /** As in `30s`. */
  readonly "backoff-limit"?: string;
  /** As in `5s`. */
  readonly "kill-delay"?: string;
}

/** A check as it is written in a layer; it has one of `http`, `tcp` and `exec`. */
export interface CheckDict {
  readonly override: "merge" | "replace";
  readonly level?: "alive" | "ready";
  readonly startup?: "enabled" | "disabled";
  /** As in `10s`. */
  readonly period?: string;
  /** As in `3s`. */
  readonly timeout?: string;
  readonly threshold?: number;
  readonly http?: { readonly url?: string; readonly headers?: Readonly<Record<string, string>> };
  readonly tcp?: { readonly port?: number; readonly host?: string };
  readonly exec?: AccountDict & {
    readonly command?: string;
    readonly "service-context"?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly "working-dir"?: string;
  };
}

/** A log target as it is written in a layer. */
export interface LogTargetDict {
  readonly override: "merge" | "replace";
  readonly type?: "loki" | "opentelemetry" | "syslog";
  readonly location?: string;
  readonly services?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a plan has, and a layer may have. */
export interface PlanDict {
  readonly services?: Readonly<Record<string, ServiceDict>>;
  readonly checks?: Readonly<Record<string, CheckDict>>;
  readonly "log-targets"?: Readonly<Record<string, LogTargetDict>>;
}

/**
 * A layer as it is written in a file.
 * @source pebble 1.32, layer-specification.md
 */
export interface LayerDict extends PlanDict {
  readonly summary?: string;
  readonly description?: string;
}

/** Something that knows its layer's text, as a `Layer` does. */
export interface LayerSource {
  toYaml(): string;
}

const isSource = (layer: LayerDict | LayerSource): layer is LayerSource =>
  "toYaml" in layer && typeof layer.toYaml === "function";

/** The text of a layer, however it is given. JSON is YAML, so an object needs no printer. */
export const layerText = (layer: LayerDict | LayerSource | string): string => {
  if (typeof layer === "string") return layer;
  return isSource(layer) ? layer.toYaml() : jsonAsYaml(layer);
};
