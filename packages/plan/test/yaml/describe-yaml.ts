import { YamlError } from "@cobble/plan";
import type { YamlNode } from "../../src/yaml/node.ts";
import { parseFullYaml } from "../../src/yaml/parse.ts";

const propertiesOf = ({ anchor, tag }: YamlNode): string =>
  `${anchor === "" ? "" : `&${anchor} `}${tag === "" || tag === "!" ? "" : `${tag} `}`;

/** A plain scalar without quotes, `~` when it is empty, any other with double quotes. */
const describeScalar = ({ value, plain }: { readonly value: string; readonly plain: boolean }): string => {
  if (!plain) return JSON.stringify(value);
  return value === "" ? "~" : JSON.stringify(value).slice(1, -1);
};

/** A node as a line: `{a: &x [b, "quoted"], c: *x}`. */
export const describeNode = (node: YamlNode): string => {
  switch (node.kind) {
    case "alias":
      return `*${node.name}`;
    case "scalar":
      return propertiesOf(node) + describeScalar(node);
    case "list":
      return `${propertiesOf(node)}[${node.items.map(describeNode).join(", ")}]`;
    case "map": {
      const pairs = node.pairs.map(({ key, value }) => `${describeNode(key)}: ${describeNode(value)}`);
      return `${propertiesOf(node)}{${pairs.join(", ")}}`;
    }
    default:
      return node satisfies never;
  }
};

/** What a text is read as: a node, `nothing`, or `fault: ` and the words that Go's yaml.v3 has for it. */
export const describeYaml = (text: string): string => {
  try {
    const root = parseFullYaml(text);
    return root === undefined ? "nothing" : describeNode(root);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return `fault: ${error.line === 0 ? "" : `line ${error.line}: `}${error.message}`;
  }
};
