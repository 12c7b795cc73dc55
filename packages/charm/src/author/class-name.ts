const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What a charm's file imports under names that a charm could have, too. */
const taken: ReadonlySet<string> = new Set([
  ...["ActionEvent", "ActiveStatus", "Charm", "Container", "Framework", "LayerDict", "WaitingStatus"],
  // The language's own.
  ...["Array", "Error", "Map", "Object", "Promise", "Set", "String"],
]);

/** The name of a charm's class: `my-charm` is `MyCharm`. One that would hide another has `Charm` at its end. */
export const classNameOf = (charm: string): string => {
  const name = charm.split("-").map(capital).join("");
  return taken.has(name) ? `${name}Charm` : name;
};
