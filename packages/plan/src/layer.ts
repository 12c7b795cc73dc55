import type { Check } from "./check.ts";
import type { LogTarget } from "./log-target.ts";
import type { Service } from "./service.ts";
import type { Workload } from "./workload.ts";

/** Who may pair over HTTPS: nobody, one client, or each that asks. */
export type PairingMode = "disabled" | "single" | "multiple";

/** The `pairing` section; an empty mode is one that is not set. */
export interface Pairing {
  readonly mode: PairingMode | "";
}

/** A place in a layer's text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a layer was read from, so that a fault in the combined plan can be pointed at. */
export interface LayerSource {
  /** The file's name, when there is one. */
  readonly file?: string;
  readonly text: string;
}

/** One layer of configuration, each section a map by name in document order. */
export interface Layer {
  /** Layers combine from the lowest order to the highest; 0 when not in a stack yet. */
  readonly order: number;
  /** What names the layer in its stack; `outer/inner` for a layer in a directory. */
  readonly label: string;
  readonly summary: string;
  readonly description: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
  readonly pairing?: Pairing;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly source?: LayerSource;
  /** Of a layer that others were combined with: those layers, lowest first, as far as something of them is left. */
  readonly parts?: readonly Layer[];
}

/** A layer with nothing in it. */
export const emptyLayer = (label: string, order = 0): Layer => ({
  order,
  label,
  summary: "",
  description: "",
  services: new Map(),
  checks: new Map(),
  logTargets: new Map(),
  workloads: new Map(),
});
