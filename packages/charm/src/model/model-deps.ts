import type { GoalState } from "../hook-tools/goal-state.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { TellSecurity } from "../security-log.ts";
import type { JujuVersion } from "./juju-version.ts";
import type { Leadership } from "./leadership.ts";

/** What everything in the model is reached with. */
export interface ModelDeps {
  readonly tools: HookTools;
  readonly leadership: Leadership;
  /** Empty when the agent did not say. */
  readonly modelUuid: string;
  /** Version 0.0.0 when the agent did not say. */
  readonly jujuVersion: JujuVersion;
  /** What the model is meant to become, asked for once in a hook. */
  readonly goalState: () => Promise<GoalState>;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  readonly tellSecurity: TellSecurity;
}
