import { quoted } from "@cobble/wire";
import { OrderError } from "../errors.ts";
import type { Service } from "../service.ts";
import { dependantsOf, earlierOf, type Links, laterOf, reach, requirementsOf, sortNames } from "./links.ts";
import { findLoops, loopMessage } from "./loop.ts";

type Services = ReadonlyMap<string, Service>;

const refuseUnknown = (services: Services, names: Iterable<string>): void => {
  for (const name of names) {
    if (services.has(name)) continue;
    throw new OrderError("service-unknown", `service ${quoted(name)} does not exist`, [name]);
  }
};

const refuseLoops = (services: Services): void => {
  const [loop] = findLoops(services);
  if (loop !== undefined) throw new OrderError("service-loop", loopMessage(loop), loop);
};

/** The names sorted, but each after what its links lead to; links out of `names` do not count, nor what is behind them. */
const sortByLinks = (names: ReadonlySet<string>, links: Links): string[] => {
  const sorted: string[] = [];
  const seen = new Set<string>();
  for (const first of sortNames(names)) {
    const path = seen.has(first) ? [] : [{ name: first, followed: 0 }];
    seen.add(first);
    // A loop instead of recursion: a chain of services may be longer than the stack.
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = links.get(step.name)?.[step.followed++];
      if (next === undefined) {
        sorted.push(step.name);
        path.pop();
      } else if (names.has(next) && !seen.has(next)) {
        seen.add(next);
        path.push({ name: next, followed: 0 });
      }
    }
  }
  return sorted;
};

/** Divides names into lanes of services linked by `requires`; lanes and names in them keep the order of `names`. */
const divide = (names: readonly string[], [needs, neededBy]: readonly [Links, Links]): string[][] => {
  const laneOf = new Map<string, string[]>();
  const lanes: string[][] = [];
  const chosen = new Set(names);
  for (const name of names) {
    const lane = laneOf.get(name) ?? [];
    if (!laneOf.has(name)) {
      lanes.push(lane);
      const linked = new Set([name]);
      for (const member of linked) {
        laneOf.set(member, lane);
        for (const links of [needs, neededBy]) {
          for (const other of links.get(member) ?? []) if (chosen.has(other)) linked.add(other);
        }
      }
    }
    lane.push(name);
  }
  return lanes;
};

/**
 * Which services start when `names` are started: those and all they require, in lanes. Lanes start together; within a
 * lane services start one after the other, by `before` and `after`, otherwise by name. Order with services that are not
 * started, or are in another lane, does not matter.
 * @throws {OrderError} when a name or a required one is not in `services`, or `before` and `after` contradict each other
 * @source pebble 1.32, service-start-order.md, service-dependencies.md; lanes seen: start of several services, tasks
 * @differs the reference puts some services that have nothing to do with each other into one lane, where each waits for
 * the one before and is given up with it
 */
export const startOrder = (services: Services, names: Iterable<string>): string[][] => {
  const requested = [...names];
  refuseUnknown(services, requested);
  refuseLoops(services);
  const needs = requirementsOf(services);
  const chosen = reach(requested, needs);
  for (const name of chosen) refuseUnknown(services, services.get(name)?.requires ?? []);
  return divide(sortByLinks(chosen, earlierOf(services)), [needs, dependantsOf(services)]);
};

/**
 * Which services stop when `names` are stopped: those and all that require them, in lanes as for {@link startOrder}, in
 * a lane those that started last first.
 * @throws {OrderError} as {@link startOrder}
 * @source pebble 1.32, service-dependencies.md; lanes seen: stop of several services, tasks
 */
export const stopOrder = (services: Services, names: Iterable<string>): string[][] => {
  const requested = [...names];
  refuseUnknown(services, requested);
  refuseLoops(services);
  const neededBy = dependantsOf(services);
  const chosen = reach(requested, neededBy);
  return divide(sortByLinks(chosen, laterOf(services)), [requirementsOf(services), neededBy]);
};
