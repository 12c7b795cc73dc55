interface Node<T> {
  value: T;
  older: Node<T> | undefined;
  newer: Node<T> | undefined;
}

/** Values by id, from the one touched longest ago to the newest; every step costs the same however many there are. */
export interface RecencyList<T> {
  readonly size: number;
  get(id: string): T | undefined;
  /** Puts a value at the newest end, wherever it was before. */
  touch(id: string, value: T): void;
  /** Replaces a value where it stands; nothing happens when the id is not there. */
  replace(id: string, value: T): void;
  remove(id: string): void;
  /** From the oldest on; the list must not change meanwhile. */
  oldestFirst(): Iterable<T>;
  /** From the newest on; the list must not change meanwhile. */
  newestFirst(): Iterable<T>;
}

/** Makes an empty list. */
export const createRecencyList = <T>(): RecencyList<T> => {
  const nodes = new Map<string, Node<T>>();
  let oldest: Node<T> | undefined;
  let newest: Node<T> | undefined;

  const unlink = (node: Node<T>): void => {
    if (node.older === undefined) oldest = node.newer;
    else node.older.newer = node.newer;
    if (node.newer === undefined) newest = node.older;
    else node.newer.older = node.older;
  };
  const append = (node: Node<T>): void => {
    node.older = newest;
    node.newer = undefined;
    if (newest === undefined) oldest = node;
    else newest.newer = node;
    newest = node;
  };
  function* walk(first: Node<T> | undefined, step: "older" | "newer"): Generator<T> {
    for (let node = first; node !== undefined; node = node[step]) yield node.value;
  }

  return {
    get size() {
      return nodes.size;
    },
    get: (id) => nodes.get(id)?.value,
    touch: (id, value) => {
      const known = nodes.get(id);
      if (known !== undefined) unlink(known);
      const node = known ?? { value, older: undefined, newer: undefined };
      node.value = value;
      nodes.set(id, node);
      append(node);
    },
    replace: (id, value) => {
      const node = nodes.get(id);
      if (node !== undefined) node.value = value;
    },
    remove: (id) => {
      const node = nodes.get(id);
      if (node === undefined) return;
      nodes.delete(id);
      unlink(node);
    },
    oldestFirst: () => walk(oldest, "newer"),
    newestFirst: () => walk(newest, "older"),
  };
};
