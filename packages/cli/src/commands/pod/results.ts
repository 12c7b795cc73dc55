type Tree = Map<string, string | Tree>;

const plain = /^[A-Za-z_/.][A-Za-z0-9_/.@+-]*(?:[ :][A-Za-z0-9_/.@+-]+)*$/;
const words: readonly string[] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

const scalar = (text: string): string =>
  plain.test(text) && !words.includes(text.toLowerCase()) ? text : JSON.stringify(text);

const grow = (results: Readonly<Record<string, string>>): Tree => {
  const root: Tree = new Map();
  for (const [key, value] of Object.entries(results)) {
    const path = key.split(".");
    const last = path.pop() ?? key;
    let at = root;
    for (const part of path) {
      const next = at.get(part);
      const branch: Tree = next instanceof Map ? next : new Map();
      at.set(part, branch);
      at = branch;
    }
    at.set(last, value);
  }
  return root;
};

const print = (tree: Tree, indent: string): string =>
  [...tree]
    .map(([key, value]) =>
      value instanceof Map
        ? `${indent}${scalar(key)}:\n${print(value, `${indent}  `)}`
        : `${indent}${scalar(key)}: ${scalar(value)}\n`,
    )
    .join("");

/** The results of an action as YAML; a dotted key makes a map. Nothing when there are none. */
export const formatResults = (results: Readonly<Record<string, string>>): string => print(grow(results), "");
