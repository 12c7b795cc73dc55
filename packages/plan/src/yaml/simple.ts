import type { YamlNode, YamlPair } from "./node.ts";
import { readSimpleFlow } from "./simple-flow.ts";
import { scalarAt } from "./simple-scalar.ts";

/** A key with nothing behind its colon: what comes in deeper lines may be its value. */
interface OpenKey {
  readonly key: YamlNode;
  /** Where its colon ends. */
  readonly end: number;
}

interface MapBlock {
  readonly indent: number;
  readonly pairs: YamlPair[];
  open: OpenKey | undefined;
}

interface ListBlock {
  readonly indent: number;
  readonly items: YamlNode[];
}

/** A text that is being read line by line. */
interface Lines {
  /** The collections around the line, outermost first. */
  readonly blocks: (MapBlock | ListBlock)[];
  root: YamlNode | undefined;
}

/** One line that holds something. */
interface Line {
  readonly indent: number;
  /** Where it begins, behind its indentation. */
  readonly start: number;
}

/** Other line breaks than line feeds, tabs and byte order marks are for the real reader. */
const unusual = /[\t\r\u0085\u2028\u2029\ufeff]/;
/** Indentation, then nothing, a comment, an item of a list, or a key with or without a value. */
const linePattern =
  /( *)(?:(?:#.*)?|(- )([^ \n].*)|([A-Za-z0-9_][\w./-]{0,200}):(?: +([^ \n].*)?)?)(?:\n|$)/y;
/** How a value without quotes may begin so that it needs no second look. */
const plainStart = /^(?:[\w/.$(~+^=;\\<]|-[^ \n])/;
const quotedValue = /^(?:"([^"\\]*)"|'([^']*)')(?: +(?:#.*)?)?$/;
/** Deeper collections are left to the real reader. */
const deepest = 64;

/** A value that stands in one line; undefined when the real reader has to say what it is. */
const readValue = (text: string, start: number): YamlNode | undefined => {
  const first = text[0];
  if (first === "[" || first === "{") return readSimpleFlow(text, start);
  if (first === '"' || first === "'") {
    const [, double, single] = quotedValue.exec(text) ?? [];
    const value = double ?? single;
    return value === undefined ? undefined : scalarAt(start, value, false);
  }
  if (!plainStart.test(text)) return undefined;
  const comment = text.indexOf(" #");
  const value = (comment < 0 ? text : text.slice(0, comment)).trimEnd();
  return value.includes(": ") || value.endsWith(":") ? undefined : scalarAt(start, value, true);
};

/** A key without value has an empty one, right behind its colon. */
const closeKey = (block: MapBlock): void => {
  if (block.open === undefined) return;
  block.pairs.push({ key: block.open.key, value: scalarAt(block.open.end, "", true) });
  block.open = undefined;
};

const closeBlock = ({ blocks }: Lines): void => {
  const block = blocks.pop();
  if (block !== undefined && "pairs" in block) closeKey(block);
};

/** Begins a collection as the value of the key that is open, or as the root; false where nothing may begin. */
const openBlock = (lines: Lines, node: YamlNode, block: MapBlock | ListBlock): boolean => {
  const parent = lines.blocks.at(-1);
  if (parent === undefined) {
    if (lines.root !== undefined) return false;
    lines.root = node;
  } else if ("pairs" in parent && parent.open !== undefined) {
    parent.pairs.push({ key: parent.open.key, value: node });
    parent.open = undefined;
  } else return false;
  lines.blocks.push(block);
  return lines.blocks.length < deepest;
};

const openMap = (lines: Lines, { indent, start }: Line): MapBlock | undefined => {
  const block: MapBlock = { indent, pairs: [], open: undefined };
  const node: YamlNode = { kind: "map", start, tag: "", anchor: "", pairs: block.pairs };
  return openBlock(lines, node, block) ? block : undefined;
};

const addKey = (
  lines: Lines,
  line: Line,
  { name, value }: { name: string; value: YamlNode | "" },
): boolean => {
  let block = lines.blocks.at(-1);
  // A list may be as deep as the key that it belongs to.
  while (
    block !== undefined &&
    (block.indent > line.indent || ("items" in block && block.indent === line.indent))
  ) {
    closeBlock(lines);
    block = lines.blocks.at(-1);
  }
  if (block === undefined || block.indent < line.indent) block = openMap(lines, line);
  if (block === undefined || "items" in block) return false;
  closeKey(block);
  const key = scalarAt(line.start, name, true);
  if (value === "") block.open = { key, end: line.start + name.length + 1 };
  else block.pairs.push({ key, value });
  return true;
};

const addItem = (lines: Lines, { indent, start }: Line, value: YamlNode): boolean => {
  let block = lines.blocks.at(-1);
  while (block !== undefined && block.indent > indent) {
    closeBlock(lines);
    block = lines.blocks.at(-1);
  }
  if (block === undefined) return false;
  if ("items" in block && block.indent === indent) {
    block.items.push(value);
    return true;
  }
  const items = [value];
  const node: YamlNode = { kind: "list", start, tag: "", anchor: "", items };
  return openBlock(lines, node, { indent, items });
};

/** Adds what a line holds; false when the real reader has to. */
const addLine = (lines: Lines, found: RegExpExecArray): boolean => {
  const [all, spaces = "", dash, item, name, written] = found;
  if (dash === undefined && name === undefined) return true;
  const line = { indent: spaces.length, start: found.index + spaces.length };
  const text = item ?? written ?? "";
  const end = found.index + all.length - (all.endsWith("\n") ? 1 : 0);
  const isEmpty = text === "" || text.startsWith("#");
  const value = isEmpty ? undefined : readValue(text, end - text.length);
  if (name !== undefined && (isEmpty || value !== undefined))
    return addKey(lines, line, { name, value: value ?? "" });
  return name === undefined && value !== undefined && addItem(lines, line, value);
};

/**
 * Reads a YAML text of the form that most layers have: keys and items a line each, with values in the same line. It takes a
 * quarter of the time, and gives what the real reader gives.
 * @returns undefined for any other text, and for one with a fault
 */
export const parseSimpleYaml = (text: string): YamlNode | undefined => {
  if (unusual.test(text)) return undefined;
  const lines: Lines = { blocks: [], root: undefined };
  for (let at = text.startsWith("---\n") ? 4 : 0; at < text.length; at = linePattern.lastIndex) {
    linePattern.lastIndex = at;
    const found = linePattern.exec(text);
    if (found === null || !addLine(lines, found)) return undefined;
  }
  while (lines.blocks.length > 0) closeBlock(lines);
  return lines.root;
};
