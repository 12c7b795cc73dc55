import type { YamlNode, YamlPair } from "./node.ts";

/** A list that is being read. */
export interface ListFrame {
  readonly kind: "block-list" | "bare-list" | "flow-list";
  readonly items: YamlNode[];
  /** Where it begins. */
  readonly start: number;
}

/** A map that is being read; `flow-pair` is a single pair inside a flow list, which needs no braces. */
export interface MapFrame {
  readonly kind: "block-map" | "flow-map" | "flow-pair";
  readonly pairs: YamlPair[];
  readonly start: number;
  /** The key that waits for its value. */
  key: YamlNode | undefined;
  /** Whether that key stands in a flow map without a colon. */
  bare: boolean;
}

/** A collection that is being read. */
export type Frame = ListFrame | MapFrame;
