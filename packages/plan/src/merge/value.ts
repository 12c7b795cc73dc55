/** The text of `over` where it is not empty, otherwise that of `base`. */
export const pickText = <T extends string>(base: T, over: T): T => (over === "" ? base : over);

/** Both maps, with the values of `over` where both have a key. */
export const joinMaps = <T>(
  base: ReadonlyMap<string, T>,
  over: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> => (over.size === 0 ? base : new Map([...base, ...over]));

/** Both lists, one after the other. */
export const joinLists = (base: readonly string[], over: readonly string[]): readonly string[] =>
  over.length === 0 ? base : [...base, ...over];
