/**
 * The charm framework: a charm is a class that observes events and drives its containers; `main` runs one hook of it. The
 * names are those of the Python library ops, in camelCase. What talks to a supervisor or a hook tool returns a promise;
 * what is known when a hook starts is read at once. It may import `@cobble/wire`, `@cobble/plan` and `@cobble/client`, and
 * runs on Node >= 20 and Bun.
 *
 * @example
 * import { ActiveStatus, Charm, type Framework, main, type PebbleReadyEvent } from "@cobble/charm";
 *
 * class PauseCharm extends Charm {
 *   constructor(framework: Framework) {
 *     super(framework);
 *     this.observe(this.on.container("pause").pebbleReady, this.onReady);
 *   }
 *   async onReady(event: PebbleReadyEvent): Promise<void> {
 *     await event.workload.addLayer("pause", {
 *       services: { pause: { override: "replace", command: "/pause", startup: "enabled" } },
 *     });
 *     await event.workload.replan();
 *     await this.unit.setStatus(new ActiveStatus());
 *   }
 * }
 * await main(PauseCharm);
 */
export {
  APIError,
  ChangeError,
  type Client,
  ConnectionError,
  type FileOwner,
  type FileSource,
  type NoticeFilter,
  PathError,
  TimeoutError,
} from "@cobble/client";
export type { Charmcraft, ConfigValue } from "@cobble/plan";
export type { ActionResult, ActionResults } from "./action-results.ts";
export { Charm } from "./charm.ts";
export type {
  ActionName,
  CharmTypes,
  ContainerName,
  RelationName,
  ResourceName,
  StorageName,
} from "./charm-types.ts";
export type { Check } from "./containers/check.ts";
export type { CheckInfo } from "./containers/checks.ts";
export { Container, type ContainerDeps, type Names } from "./containers/container.ts";
export type { LocalEntry, LocalFiles } from "./containers/copy-paths.ts";
export { type Data, type DataOf, type Encoding, linesOf } from "./containers/encoding.ts";
export { type ExecOptions, type ExecOutput, ExecProcess } from "./containers/exec.ts";
export type { FileInfo } from "./containers/files.ts";
export { Layer } from "./containers/layer.ts";
export type {
  AccountDict,
  CheckDict,
  LayerDict,
  LogTargetDict,
  PlanDict,
  ServiceActionDict,
  ServiceDict,
} from "./containers/layer-dict.ts";
export type { LogTarget } from "./containers/log-target.ts";
export type { Notice } from "./containers/notices.ts";
export { Plan } from "./containers/plan.ts";
export type { Service } from "./containers/service.ts";
export type { ServiceInfo } from "./containers/services.ts";
export type { NodeSink, Sink, Source, WebSink } from "./containers/streams.ts";
export { type Environment, type HookContext, readHookContext } from "./context.ts";
export { type CharmClass, type DispatchDeps, dispatch } from "./dispatch.ts";
export {
  ActionResultError,
  ContextError,
  type CopyFault,
  DecodingError,
  EndHookError,
  ExecError,
  type ExecFailure,
  HookToolError,
  type HookToolFailure,
  ModelError,
  MultiPushPullError,
  RelationNotFoundError,
  SecretNotFoundError,
  UnknownNameError,
} from "./errors.ts";
export { ActionEvent } from "./events/action.ts";
export type { Change, Changes } from "./events/changes.ts";
export type { CharmEvents } from "./events/charm-events.ts";
export { type CollectedStatuses, CollectStatusEvent } from "./events/collect-status.ts";
export type { ContainerEvents } from "./events/container.ts";
export {
  type BoundEvent,
  CharmEvent,
  type EventFacts,
  type RetryOptions,
  UndeferrableEvent,
} from "./events/event.ts";
export type { LazyCheckInfo } from "./events/lazy-check-info.ts";
export type { LazyNotice } from "./events/lazy-notice.ts";
export {
  CollectMetricsEvent,
  ConfigChangedEvent,
  InstallEvent,
  LeaderElectedEvent,
  LeaderSettingsChangedEvent,
  PostSeriesUpgradeEvent,
  PreSeriesUpgradeEvent,
  RemoveEvent,
  StartEvent,
  StopEvent,
  UpdateStatusEvent,
  UpgradeCharmEvent,
} from "./events/lifecycle.ts";
export {
  PebbleCheckEvent,
  PebbleCheckFailedEvent,
  PebbleCheckRecoveredEvent,
  PebbleCustomNoticeEvent,
  PebbleNoticeEvent,
  PebbleReadyEvent,
  WorkloadEvent,
} from "./events/pebble.ts";
export {
  RelationBrokenEvent,
  RelationChangedEvent,
  RelationCreatedEvent,
  RelationDepartedEvent,
  RelationEvent,
  type RelationEventParts,
  type RelationEvents,
  RelationJoinedEvent,
  RelationUnitEvent,
} from "./events/relation.ts";
export {
  SecretChangedEvent,
  SecretEvent,
  SecretExpiredEvent,
  SecretRemoveEvent,
  SecretRevisionEvent,
  SecretRotateEvent,
} from "./events/secret.ts";
export {
  StorageAttachedEvent,
  StorageDetachingEvent,
  StorageEvent,
  type StorageEvents,
} from "./events/storage.ts";
export { CharmObject, type ObjectParent, type StateOptions } from "./framework/charm-object.ts";
export { ComponentStatuses } from "./framework/component-statuses.ts";
export {
  CustomEvent,
  type CustomEventParts,
  type EventClasses,
  type EventSource,
  type EventsOf,
  type NoData,
} from "./framework/custom-events.ts";
export {
  BreakpointError,
  ChangesError,
  DeferError,
  HandleError,
  StateStoreError,
  StoredValueError,
  TracingError,
} from "./framework/errors.ts";
export type { Framework } from "./framework/framework.ts";
export { CommitEvent, type FrameworkEvents, ReconcileEvent } from "./framework/framework-events.ts";
export type { StateStore } from "./framework/kept-state.ts";
export { createMemoryStore, type MemoryStore } from "./framework/memory-store.ts";
export type { Storable } from "./framework/stored-values.ts";
export type { CloudCredential, CloudSpec } from "./hook-tools/credential.ts";
export type { Goal, GoalState } from "./hook-tools/goal-state.ts";
export { createHookTools, type HookTools } from "./hook-tools/hook-tools.ts";
export type { LogLevel } from "./hook-tools/log.ts";
export type { NetworkAddress, NetworkBindAddress, NetworkFacts } from "./hook-tools/network.ts";
export type { Port, PortProtocol } from "./hook-tools/port.ts";
export type { RelationMember, RelationRef } from "./hook-tools/relation.ts";
export type { RunTool, ToolInput } from "./hook-tools/run-tool.ts";
export type {
  SecretContent,
  SecretFacts,
  SecretOwner,
  SecretRevocation,
  SecretRotate,
} from "./hook-tools/secret.ts";
export type { AppStatusFacts, StatusFacts, StatusTarget } from "./hook-tools/status.ts";
export type { StorageFacts } from "./hook-tools/storage.ts";
export type { Logger } from "./log.ts";
export { type MainOptions, main } from "./main.ts";
export type { MetaDeps, MetaFile, ReadMetaFile, ReadYaml } from "./meta.ts";
export type { Application } from "./model/application.ts";
export { createModel, type NewModel } from "./model/create-model.ts";
export {
  InvalidStatusError,
  MetricError,
  NotLeaderError,
  RelationDataAccessError,
  RelationDataError,
  RelationDataTypeError,
  RemoteEntityError,
  SecretContentError,
  TooManyRelatedAppsError,
} from "./model/errors.ts";
export { JujuVersion } from "./model/juju-version.ts";
export type { Config, Model } from "./model/model.ts";
export type { Binding, Network, NetworkInterface } from "./model/network.ts";
export type { PortOptions } from "./model/ports.ts";
export type { Relation } from "./model/relation.ts";
export type { RelationData } from "./model/relation-data.ts";
export type { RelationDataContent, RelationEntity } from "./model/relation-data-content.ts";
export type { Relations } from "./model/relations.ts";
export type { Resources } from "./model/resources.ts";
export type { Secret, SecretDetails, SecretShare } from "./model/secret.ts";
export {
  ActiveStatus,
  BlockedStatus,
  ErrorStatus,
  MaintenanceStatus,
  makeStatus,
  type SettableStatus,
  type SettableStatusName,
  type Status,
  type StatusName,
  UnknownStatus,
  WaitingStatus,
} from "./model/status.ts";
export { Storage, type Storages } from "./model/storage.ts";
export type { Unit } from "./model/unit.ts";
export { SchemaError, type SchemaIssue } from "./schema/errors.ts";
export type { Schema } from "./schema/parse.ts";
export type { TracingOptions } from "./tracing/endpoint.ts";
export type { TraceDestination } from "./tracing/export.ts";
export type { Span, SpanAttributes, SpanStart, Trace } from "./tracing/trace.ts";
export type { Tracing } from "./tracing/tracing.ts";
