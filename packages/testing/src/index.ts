/**
 * Tests of charms, without containers and without Juju: {@link Supervisor} is the daemon's own core with processes, files
 * and time in memory. It may import `@cobble/wire`, `@cobble/plan`, `@cobble/client`, `@cobble/charm` and the core of
 * `@cobble/daemon`, and runs on Node >= 20 and Bun.
 *
 * @example
 * import { Supervisor } from "@cobble/testing";
 *
 * await using supervisor = new Supervisor();
 * const yaml = "services: {web: {override: replace, command: sleep 60, startup: enabled}}";
 * await supervisor.client.layers.add({ label: "base", yaml, combine: true });
 * await supervisor.client.changes.waitDone(await supervisor.client.services.replan());
 * console.log(supervisor.process("web").command); // [ "sleep", "60" ]
 */
export { Context, type Manager, type TestedCharm } from "./context/context.ts";
export { ActionFailedError } from "./context/errors.ts";
export type { RelationKey, RemoteUnit, SecretKey, TestEvent, TestEvents } from "./context/event.ts";
export type { ContextOptions } from "./context/options.ts";
export * from "./errors.ts";
export type { NotifyOptions } from "./harness/containers.ts";
export type { HarnessOptions } from "./harness/core.ts";
export { Harness } from "./harness/harness.ts";
export type { NewRelationData } from "./harness/relations.ts";
export type { ActionOutput, EmittedEvent, LogLine, Records } from "./juju/records.ts";
export type { RealContainer } from "./os/real-container.ts";
export type {
  CheckState,
  ContainerInput,
  ContainerState,
  ExecState,
  NoticeInput,
  NoticeState,
} from "./state/container.ts";
export { getContainer, getRelation, getSecret } from "./state/find.ts";
export type { DeferredEvent, DeferredInput, StoredStates } from "./state/kept.ts";
export type { NetworkInput, NetworkState } from "./state/network.ts";
export { defaultUnitData, type RelationInput, type RelationState } from "./state/relation.ts";
export { layerFromRockcraft } from "./state/rockcraft.ts";
export type { SecretInput, SecretState } from "./state/secret.ts";
export type { ModelState, State, StateInput, StorageState } from "./state/state.ts";
export type { CheckResult } from "./supervisor/checks.ts";
export { createTestClock, type TestClock } from "./supervisor/clock.ts";
export type { ExecCall, ExecHandler, ExecResult } from "./supervisor/commands.ts";
export type { ExecRecord } from "./supervisor/exec.ts";
export type { SentLogs } from "./supervisor/log-senders.ts";
export type { TestProcess, TestProgram } from "./supervisor/processes.ts";
export { Supervisor, type SupervisorOptions } from "./supervisor/supervisor.ts";
