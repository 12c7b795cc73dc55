import { type ActionTools, actionTools } from "./action.ts";
import { type ApplicationVersionTools, applicationVersionTools } from "./application-version.ts";
import { type ConfigTools, configTools } from "./config.ts";
import { type CredentialTools, credentialTools } from "./credential.ts";
import { type GoalStateTools, goalStateTools } from "./goal-state.ts";
import { type LeaderTools, leaderTools } from "./leader.ts";
import { type LogTools, logTools } from "./log.ts";
import { type MetricTools, metricTools } from "./metric.ts";
import { type NetworkTools, networkTools } from "./network.ts";
import { withNotFound } from "./not-found.ts";
import { type PortTools, portTools } from "./port.ts";
import { type RebootTools, rebootTools } from "./reboot.ts";
import { type RelationTools, relationTools } from "./relation.ts";
import { type ResourceTools, resourceTools } from "./resource.ts";
import type { RunTool } from "./run-tool.ts";
import { type SecretTools, secretTools } from "./secret.ts";
import { type StateTools, stateTools } from "./state.ts";
import { type StatusTools, statusTools } from "./status.ts";
import { type StorageTools, storageTools } from "./storage.ts";

/** What a charm asks of the agent, each by one run of a tool; nothing is remembered here. */
export interface HookTools
  extends ActionTools,
    ApplicationVersionTools,
    ConfigTools,
    CredentialTools,
    GoalStateTools,
    LeaderTools,
    LogTools,
    MetricTools,
    NetworkTools,
    PortTools,
    RebootTools,
    RelationTools,
    ResourceTools,
    SecretTools,
    StateTools,
    StatusTools,
    StorageTools {}

// `--` stands before every text that an author may choose, so that one that begins with a dash is not an option.
/**
 * The tools by the names and options that Juju gives them.
 * @source ops 3.9, ops/hookcmds
 */
export const createHookTools = (runTool: RunTool): HookTools => {
  const run = withNotFound(runTool);
  return {
    ...actionTools(run),
    ...applicationVersionTools(run),
    ...configTools(run),
    ...credentialTools(run),
    ...goalStateTools(run),
    ...leaderTools(run),
    ...logTools(run),
    ...metricTools(run),
    ...networkTools(run),
    ...portTools(run),
    ...rebootTools(run),
    ...relationTools(run),
    ...resourceTools(run),
    ...secretTools(run),
    ...stateTools(run),
    ...statusTools(run),
    ...storageTools(run),
  };
};
