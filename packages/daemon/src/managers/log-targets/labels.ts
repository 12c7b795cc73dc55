import type { LogTarget, Service } from "@cobble/plan";

/** Names and values that go with each line of a service, in order of name. */
export type Labels = ReadonlyMap<string, string>;

/** Words of one character that are names of variables. */
const special = /^[*#$@!?\-0-9]/;

/** A name and how much of the text it takes; no name is a fault of form, whose text is left out. */
interface Reference {
  readonly name: string | undefined;
  readonly length: number;
}

/** Reads what stands after a `$`. */
const readReference = (rest: string): Reference => {
  if (rest.startsWith("{")) {
    const end = rest.indexOf("}");
    if (end < 0) return { name: undefined, length: 1 };
    return { name: end === 1 ? undefined : rest.slice(1, end), length: end + 1 };
  }
  const name = special.test(rest) ? rest.slice(0, 1) : (/^\w+/.exec(rest)?.[0] ?? "");
  return { name, length: name.length };
};

/**
 * Puts the values of variables in the place of `$NAME` and `${NAME}`; one that is not set is empty. A `$` before anything
 * else stays.
 * @source pebble 1.32, docs/reference/log-forwarding.md; the corners seen in labels at a receiver
 */
export const expandVariables = (text: string, environment: ReadonlyMap<string, string>): string => {
  let expanded = "";
  let rest = text;
  for (let at = rest.indexOf("$"); at >= 0; at = rest.indexOf("$")) {
    const { name, length } = readReference(rest.slice(at + 1));
    const value = name === "" ? "$" : name === undefined ? "" : (environment.get(name) ?? "");
    expanded += rest.slice(0, at) + value;
    rest = rest.slice(at + 1 + length);
  }
  return expanded + rest;
};

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : Number(a > b);

/** The labels that `target` gives to the lines of `service`, which may not be in the plan any more. */
export const labelsOf = (target: LogTarget, service: Service | undefined): Labels => {
  const environment = service?.environment ?? new Map<string, string>();
  const labels = [...target.labels].map(
    ([name, value]) => [name, expandVariables(value, environment)] as const,
  );
  return new Map(labels.sort(byName));
};
