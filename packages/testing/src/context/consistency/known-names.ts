/** The sentence for a name that the charm's description does not have; nothing when it has it. */
export const unknownName = (what: string, name: string, known: Iterable<string>): readonly string[] => {
  const names = [...known];
  if (names.includes(name)) return [];
  const list = names.length === 0 ? "there are none" : `it has ${names.join(", ")}`;
  return [`${what} ${JSON.stringify(name)} is not in the charm's description: ${list}`];
};
