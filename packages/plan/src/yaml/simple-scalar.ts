import type { YamlNode } from "./node.ts";

/** A scalar without tag or anchor. */
export const scalarAt = (start: number, value: string, plain: boolean): YamlNode => ({
  kind: "scalar",
  start,
  anchor: "",
  tag: "",
  value,
  plain,
});
