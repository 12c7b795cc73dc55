import type { TaskSpec } from "../../engine/task-spec.ts";

/** Names of services: those of one lane are dealt with one after the other, the lanes side by side. */
export type Lanes = readonly (readonly string[])[];

/** Lanes, and how a task is made for each name in them. */
export interface LaneTasks {
  readonly lanes: Lanes;
  readonly make: (name: string) => TaskSpec;
}

/** The order of names: by code unit, as Go sorts them. */
export const compareNames = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The tasks of lanes, each but the first of its lane waiting for the one before. */
export const chainLanes = (lanes: Lanes, make: (name: string) => TaskSpec): readonly TaskSpec[] => {
  const tasks: TaskSpec[] = [];
  for (const lane of lanes) {
    for (const [index, name] of lane.entries()) {
      const task = make(name);
      tasks.push(index === 0 ? task : { ...task, after: [tasks.length - 1] });
    }
  }
  return tasks;
};

/** Stops, then starts: the first start of a lane waits for the stops of all services in that lane. */
export const chainRestart = (stop: LaneTasks, start: LaneTasks): readonly TaskSpec[] => {
  const tasks = [...chainLanes(stop.lanes, stop.make)];
  const stopNames = stop.lanes.flat();
  for (const lane of start.lanes) {
    const awaited = lane.map((name) => stopNames.indexOf(name)).filter((position) => position >= 0);
    for (const [index, name] of lane.entries()) {
      tasks.push({ ...start.make(name), after: index === 0 ? awaited : [tasks.length - 1] });
    }
  }
  return tasks;
};
