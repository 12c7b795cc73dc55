import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

import type { Fault } from "./errors.ts";
import type { Field, ScalarValue } from "./field.ts";

const describe = (node: Node | null): string => {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return "a list";
  if (isScalar(node) && node.value !== null) return JSON.stringify(node.value);
  return "nothing";
};

const offsetOf = (...nodes: readonly (Node | null)[]): number => {
  for (const node of nodes) if (node?.range) return node.range[0];
  return 0;
};

/** What the fields of one file share: its name, where its lines begin, and the faults found so far. */
interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly faults: Fault[];
}

/** One field of a YAML file: its value, and where to say that it is wrong. Reading a wrong value records a fault. */
export class YamlField implements Field {
  readonly #source: Source;
  readonly #key: Node | null;
  readonly #node: Node | null;
  /** The way to this field, as in `config.options.port`. */
  readonly path: string;

  constructor(source: Source, at: { readonly path: string; readonly key: Node | null; node: Node | null }) {
    this.#source = source;
    this.path = at.path;
    this.#key = at.key;
    // An alias is read as what it stands for, and its faults are told there.
    this.#node = isAlias(at.node) ? (at.node.resolve(source.document) ?? null) : at.node;
  }

  /** Whether there is no value: `key:` with nothing behind it, or `null`. */
  get isEmpty(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  /** Records that this field is wrong. */
  fault(message: string): void {
    const at = this.#source.lines.linePos(offsetOf(this.isEmpty ? this.#key : this.#node, this.#key));
    const { file, faults } = this.#source;
    faults.push({ file, line: Math.max(at.line, 1), column: Math.max(at.col, 1), path: this.path, message });
  }

  #wrong(expected: string): undefined {
    this.fault(`cannot use ${describe(this.#node)} here: ${expected} is needed`);
    return undefined;
  }

  /** The fields of a map, in the file's order; none when the field is empty. */
  fields(): ReadonlyMap<string, YamlField> {
    const found = new Map<string, YamlField>();
    if (this.isEmpty) return found;
    if (!isMap<Node, Node | null>(this.#node)) {
      this.#wrong("a map");
      return found;
    }
    for (const { key, value } of this.#node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const path = this.path === "" ? name : `${this.path}.${name}`;
      found.set(name, new YamlField(this.#source, { path, key, node: value }));
    }
    return found;
  }

  /** The entries of a list; none when the field is empty. */
  items(): readonly YamlField[] {
    if (this.isEmpty) return [];
    if (!isSeq<Node | null>(this.#node)) {
      this.#wrong("a list");
      return [];
    }
    const { items } = this.#node;
    return items.map(
      (node, i) => new YamlField(this.#source, { path: `${this.path}[${i}]`, key: this.#key, node }),
    );
  }

  /** A text; undefined, and a fault, when it is anything else. */
  text(): string | undefined {
    const value = this.scalar();
    return typeof value === "string" ? value : this.#wrong("a text");
  }

  /** `true` or `false`; undefined, and a fault, when it is anything else. */
  flag(): boolean | undefined {
    const value = this.scalar();
    return typeof value === "boolean" ? value : this.#wrong("true or false");
  }

  /** A text, number or boolean as YAML reads it; undefined when it is none of them. */
  scalar(): ScalarValue | undefined {
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    return undefined;
  }

  /** The value as plain data, whatever it is. */
  data(): unknown {
    return this.#node === null ? null : this.#node.toJS(this.#source.document);
  }

  /** {@link describe} of the value, for texts of faults. */
  get shown(): string {
    return describe(this.#node);
  }
}

/**
 * Reads a YAML file's text as fields that know their place.
 * @returns the whole file as a field, and the list that faults are added to; errors of YAML itself are in it already
 */
export const readYamlFields = (
  text: string,
  { file }: { readonly file: string },
): { readonly root: YamlField; readonly faults: readonly Fault[] } => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults: Fault[] = document.errors.map((error) => {
    const at = lines.linePos(error.pos[0]);
    return {
      file,
      line: at.line,
      column: at.col,
      path: "",
      message: `cannot read the YAML: ${error.message}`,
    };
  });
  const source: Source = { file, document, lines, faults };
  const root = new YamlField(source, { path: "", key: null, node: document.contents });
  return { root, faults };
};
