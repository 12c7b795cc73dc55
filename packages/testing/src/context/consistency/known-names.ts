/** The sentence for a name in a state that the charm's description does not have; nothing when it has it. */
export const unknownName = (
  path: string,
  { what, name, known }: { readonly what: string; readonly name: string; readonly known: Iterable<string> },
): readonly string[] => {
  const names = [...known];
  if (names.includes(name)) return [];
  const list = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  return [`${path}: the charm's description has no ${what} ${JSON.stringify(name)}; ${list}`];
};

/** The places of a list whose value stands before them already. */
export const repeated = <T>(values: readonly T[]): readonly number[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
