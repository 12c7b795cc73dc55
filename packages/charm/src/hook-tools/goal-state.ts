import { asRecord, readJson, textOf, timeOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** How far a unit or a relation is on its way. */
export interface Goal {
  /** As in `active`, `waiting` or `dying`. */
  readonly status: string;
  /** Absent when the agent did not say. */
  readonly since: Date | undefined;
}

/** What the model is meant to become: the units of the application, and what it is related to. */
export interface GoalState {
  /** By the unit's name. */
  readonly units: ReadonlyMap<string, Goal>;
  /** By the endpoint, and then by the name of the application or unit. */
  readonly relations: ReadonlyMap<string, ReadonlyMap<string, Goal>>;
}

/** The tool of what the model is meant to become. */
export interface GoalStateTools {
  goalState(): Promise<GoalState>;
}

const tool = "goal-state";

const readGoals = (value: unknown): ReadonlyMap<string, Goal> =>
  new Map(
    Object.entries(asRecord(value, tool)).map(([name, entry]) => {
      const goal = asRecord(entry, tool);
      return [name, { status: textOf(goal, "status"), since: timeOf(goal, "since") }];
    }),
  );

/** @source ops 3.9, ops/hookcmds/_other.py, goal_state */
export const goalStateTools = (run: RunTool): GoalStateTools => ({
  async goalState() {
    const answer = asRecord(await readJson(run, tool, ["--format=json"]), tool);
    const relations = Object.entries(asRecord(answer["relations"], tool));
    return {
      units: readGoals(answer["units"]),
      relations: new Map(relations.map(([endpoint, goals]) => [endpoint, readGoals(goals)])),
    };
  },
});
