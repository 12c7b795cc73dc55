/** What all nodes have. */
interface NodeBase {
  /** Offset in the text, of the tag or anchor where there is one. */
  readonly start: number;
  /** The tag that is written, `!!int` for `tag:yaml.org,2002:int`; empty where none is. */
  readonly tag: string;
  /** The anchor's name; empty where there is none. */
  readonly anchor: string;
}

/** A single value; text as it is written, whatever it means. */
export interface YamlScalar extends NodeBase {
  readonly kind: "scalar";
  readonly value: string;
  /** Whether it stands without quotes, so that its form decides what it is. */
  readonly plain: boolean;
}

/** A list. */
export interface YamlList extends NodeBase {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
}

/** A map; keys may be any node, and come twice. */
export interface YamlMap extends NodeBase {
  readonly kind: "map";
  readonly pairs: readonly YamlPair[];
}

/** Another node, by its anchor. */
export interface YamlAlias extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
  /** What it stands for; this may be a node that it is in itself. */
  readonly target: YamlContent;
}

/** One key with its value. */
export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** A node that holds something itself. */
export type YamlContent = YamlScalar | YamlList | YamlMap;
/** One value of a YAML text. What is not written, as behind `key:`, is a plain scalar without text. */
export type YamlNode = YamlContent | YamlAlias;

/** What a node stands for. */
export const resolveAlias = (node: YamlNode): YamlContent => (node.kind === "alias" ? node.target : node);
