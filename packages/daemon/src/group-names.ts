/** The names that have the same key, by that key: what `Map.groupBy` does, which Node 20 does not have. */
export const groupNames = <K>(
  names: Iterable<string>,
  keyOf: (name: string) => K,
): ReadonlyMap<K, readonly string[]> => {
  const groups = new Map<K, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
};
