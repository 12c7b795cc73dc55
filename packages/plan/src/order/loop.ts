import type { Service } from "../service.ts";
import { earlierOf, type Links, sortNames } from "./links.ts";

/** A service on the way of the search, and how many of its links were followed. */
interface Step {
  readonly name: string;
  followed: number;
}

/** Tarjan's search: services that lead to each other come off the stack together. */
interface Search {
  readonly links: Links;
  readonly index: Map<string, number>;
  /** The earliest service that each can come back to. */
  readonly low: Map<string, number>;
  readonly stack: string[];
  readonly stacked: Set<string>;
  readonly path: Step[];
}

const enter = ({ index, low, stack, stacked, path }: Search, name: string): void => {
  low.set(name, index.size);
  index.set(name, index.size);
  stack.push(name);
  stacked.add(name);
  path.push({ name, followed: 0 });
};

const lower = ({ low }: Search, name: string, value: number | undefined): void => {
  low.set(name, Math.min(low.get(name) ?? 0, value ?? 0));
};

/** Leaves a service for good: gives the group that it closes, if it closes one. */
const leave = (search: Search, name: string): readonly string[] => {
  search.path.pop();
  const parent = search.path.at(-1);
  if (parent !== undefined) lower(search, parent.name, search.low.get(name));
  if (search.low.get(name) !== search.index.get(name)) return [];
  const group = search.stack.splice(search.stack.lastIndexOf(name));
  for (const member of group) search.stacked.delete(member);
  return group;
};

const searchFrom = (search: Search, first: string, found: string[][]): void => {
  if (search.index.has(first)) return;
  enter(search, first);
  // A loop instead of recursion: a chain of services may be longer than the stack.
  for (let step = search.path.at(-1); step !== undefined; step = search.path.at(-1)) {
    const next = search.links.get(step.name)?.[step.followed++];
    if (next === undefined) {
      const group = leave(search, step.name);
      if (group.length > 1) found.push(sortNames(group));
    } else if (!search.index.has(next)) enter(search, next);
    else if (search.stacked.has(next)) lower(search, step.name, search.index.get(next));
  }
};

/**
 * Finds services whose `before` and `after` contradict each other: each group, sorted, is one loop or several that meet.
 * A service that names itself, or one that is not there, is no loop.
 * @source pebble 1.32, seen: add of layers with loops
 */
export const findLoops = (services: ReadonlyMap<string, Service>): string[][] => {
  const search: Search = {
    links: earlierOf(services),
    index: new Map(),
    low: new Map(),
    stack: [],
    stacked: new Set(),
    path: [],
  };
  const found: string[][] = [];
  for (const name of sortNames(services.keys())) searchFrom(search, name, found);
  return found;
};

/** The reference's sentence for a loop: `services in before/after loop: a, b`. */
export const loopMessage = (names: readonly string[]): string =>
  `services in before/after loop: ${names.join(", ")}`;
