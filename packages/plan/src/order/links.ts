import type { Service } from "../service.ts";

/** For each name, other names it has to do with, sorted. */
export type Links = ReadonlyMap<string, readonly string[]>;

/** A link: `from` waits for `to`, or needs it. */
type AddLink = (from: string, to: string) => void;

const compareNames = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Names in the plain order of their characters. */
export const sortNames = (names: Iterable<string>): string[] => [...names].sort(compareNames);

/** Collects links between services that are there; a service's link to itself says nothing. */
const collect = (
  services: ReadonlyMap<string, Service>,
  addLinks: (service: Service, add: AddLink) => void,
): Links => {
  const links = new Map<string, Set<string>>();
  const add: AddLink = (from, to) => {
    if (from === to || !services.has(from) || !services.has(to)) return;
    const known = links.get(from);
    if (known === undefined) links.set(from, new Set([to]));
    else known.add(to);
  };
  for (const service of services.values()) addLinks(service, add);
  return new Map([...links].map(([name, linked]) => [name, sortNames(linked)]));
};

/** What each service has to start after. */
export const earlierOf = (services: ReadonlyMap<string, Service>): Links =>
  collect(services, ({ name, after, before }, add) => {
    for (const earlier of after) add(name, earlier);
    for (const later of before) add(later, name);
  });

/** What each service has to start before, which is what it stops after. */
export const laterOf = (services: ReadonlyMap<string, Service>): Links =>
  collect(services, ({ name, after, before }, add) => {
    for (const earlier of after) add(earlier, name);
    for (const later of before) add(name, later);
  });

/** What each service requires. */
export const requirementsOf = (services: ReadonlyMap<string, Service>): Links =>
  collect(services, ({ name, requires }, add) => {
    for (const required of requires) add(name, required);
  });

/** What requires each service. */
export const dependantsOf = (services: ReadonlyMap<string, Service>): Links =>
  collect(services, ({ name, requires }, add) => {
    for (const required of requires) add(required, name);
  });

/** The names given and all that their links lead to. */
export const reach = (names: Iterable<string>, links: Links): ReadonlySet<string> => {
  const reached = new Set(names);
  // A set that grows is visited to its end.
  for (const name of reached) for (const linked of links.get(name) ?? []) reached.add(linked);
  return reached;
};
