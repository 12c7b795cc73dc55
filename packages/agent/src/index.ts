/**
 * The unit agent and the local pod runner: starts a supervisor process for each container of a charm, turns what happens
 * in them into hooks, runs the charm for each and serves its hook tools. It may import wire, plan and client; supervisors
 * and charms are processes, so that both stay replaceable.
 *
 * @example
 * import { currentExecutable, PodInputError, runPod } from "@cobble/agent";
 *
 * const start = { podDir: "/no/such/charm", executable: currentExecutable(), env: process.env, report: () => undefined };
 * try {
 *   await runPod(start);
 * } catch (error) {
 *   if (error instanceof PodInputError) console.log(error.message); // cannot bring up ...: there is no such folder
 * }
 */
export type { PodClient } from "./control/client.ts";
export type {
  ActionLine,
  ConfigChanged,
  ConfigRow,
  ContainerReport,
  PodStatus,
  RelationReport,
} from "./control/protocol.ts";
export * from "./errors.ts";
export type { HookToolReply, HookToolRequest } from "./hook-tools/protocol.ts";
export { callHookTool, type HookToolCall } from "./os/agent-socket.ts";
export { connectPod, findPod, hasEnded, type PodSearch } from "./os/find-pod.ts";
export { type LineReading, readLines } from "./os/log-file.ts";
export type { RunningPod } from "./os/registry.ts";
export { currentExecutable, type Executable } from "./os/wrappers.ts";
export type { PodEvent, Report } from "./pod/events.ts";
export type { Pod } from "./pod/pod.ts";
export type { UpOptions } from "./pod/up.ts";
export { formatProgress, formatWait, progressWidth } from "./progress.ts";
export { runPod } from "./run.ts";
