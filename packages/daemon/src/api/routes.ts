import type { Explanation, SystemInfo } from "@cobble/wire";
import type { Clock } from "../deps.ts";
import type { Engine } from "../engine/engine.ts";
import type { CheckManager } from "../managers/checks/manager.ts";
import type { EventManager } from "../managers/events/manager.ts";
import type { ExecManager } from "../managers/exec/manager.ts";
import type { IdentityManager } from "../managers/identities/manager.ts";
import type { LogManager } from "../managers/logs/manager.ts";
import type { NoticeManager } from "../managers/notices/manager.ts";
import type { PairingManager } from "../managers/pairing/manager.ts";
import type { PlanManager } from "../managers/plan/manager.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import type { Files } from "../os/files.ts";
import type { ProcessUsage } from "../os/process-usage.ts";
import type { Users } from "../os/users.ts";
import type { Audit } from "./audit.ts";
import { createChangesHandlers } from "./changes.ts";
import { createCheckHandlers } from "./checks.ts";
import { createEventsHandler } from "./events.ts";
import { createExecHandler } from "./exec.ts";
import { createFileHandlers } from "./files.ts";
import { createHealthHandler } from "./health.ts";
import { createIdentityHandlers } from "./identities.ts";
import { createLayersHandler } from "./layers.ts";
import { createLogsHandler } from "./logs.ts";
import { createMetricsHandler } from "./metrics.ts";
import { createNoticeHandlers } from "./notices.ts";
import { createOpenApiHandler } from "./openapi.ts";
import { createPairingHandler } from "./pairing.ts";
import { createPlanHandler } from "./plan.ts";
import { createReplanHandler } from "./replan.ts";
import type { Route } from "./request.ts";
import { sync } from "./respond.ts";
import { createServicesHandlers } from "./services.ts";
import { createSignalsHandler } from "./signals.ts";
import { createStatsHandler } from "./stats.ts";
import { createSystemInfoHandler } from "./system-info.ts";
import { createTaskHandler } from "./tasks.ts";

/** What the API speaks to. */
export interface Backend {
  readonly clock: Clock;
  readonly engine: Engine;
  readonly users: Users;
  readonly files: Files;
  readonly systemInfo: SystemInfo;
  readonly usage: ProcessUsage;
  readonly plan: PlanManager;
  readonly services: ServiceManager;
  /** Why a service is in its state. */
  readonly explain: (service: string) => Promise<Explanation>;
  readonly logs: LogManager;
  readonly checks: CheckManager;
  readonly notices: NoticeManager;
  readonly events: EventManager;
  readonly exec: ExecManager;
  readonly identities: IdentityManager;
  readonly audit: Audit;
  readonly pairing: PairingManager;
  readonly fingerprint: (data: Uint8Array) => string;
  readonly certificateFault: (der: Uint8Array) => string | undefined;
}

/** The whole API: method, path, who may, and what answers. Websockets of tasks are opened by `createTaskUpgrade`. */
export const createRoutes = (backend: Backend): readonly Route[] => {
  const services = createServicesHandlers(backend.services);
  const changes = createChangesHandlers(backend);
  const checks = createCheckHandlers(backend.checks, backend.audit);
  const notices = createNoticeHandlers(backend.notices);
  const files = createFileHandlers(backend);
  const identities = createIdentityHandlers(backend.identities);
  return [
    {
      method: "GET",
      path: "/v1/system-info",
      access: "open",
      handle: createSystemInfoHandler(backend.systemInfo),
    },
    {
      method: "GET",
      path: "/v1/openapi.json",
      access: "open",
      handle: createOpenApiHandler(backend.systemInfo.version),
    },
    { method: "GET", path: "/v1/health", access: "open", handle: createHealthHandler(backend.checks) },
    { method: "GET", path: "/v1/metrics", access: "metrics", handle: createMetricsHandler(backend) },
    { method: "GET", path: "/v1/services", access: "read", handle: services.list },
    { method: "POST", path: "/v1/services", access: "admin", handle: services.act },
    { method: "GET", path: "/v1/services/{name}", access: "read", handle: services.one },
    {
      method: "GET",
      path: "/v1/services/{name}/explanation",
      access: "read",
      handle: async (_request, params) => sync(await backend.explain(params["name"] ?? "")),
    },
    { method: "POST", path: "/v1/signals", access: "admin", handle: createSignalsHandler(backend.services) },
    { method: "GET", path: "/v1/changes", access: "read", handle: changes.list },
    { method: "GET", path: "/v1/changes/{id}", access: "read", handle: changes.get },
    { method: "POST", path: "/v1/changes/{id}", access: "admin", handle: changes.act },
    { method: "GET", path: "/v1/changes/{id}/wait", access: "read", handle: changes.wait },
    { method: "GET", path: "/v1/plan", access: "admin", handle: createPlanHandler(backend.plan) },
    { method: "GET", path: "/v1/replan/preview", access: "read", handle: createReplanHandler(backend) },
    {
      method: "POST",
      path: "/v1/layers",
      access: "admin",
      handle: createLayersHandler(backend.plan, backend.audit),
    },
    { method: "GET", path: "/v1/logs", access: "read", handle: createLogsHandler(backend.logs) },
    { method: "GET", path: "/v1/checks", access: "read", handle: checks.list },
    { method: "POST", path: "/v1/checks", access: "admin", handle: checks.act },
    { method: "POST", path: "/v1/checks/refresh", access: "admin", handle: checks.refresh },
    { method: "GET", path: "/v1/notices", access: "read", handle: notices.list },
    { method: "POST", path: "/v1/notices", access: "read", handle: notices.add },
    { method: "GET", path: "/v1/notices/{id}", access: "read", handle: notices.get },
    { method: "GET", path: "/v1/stats", access: "read", handle: createStatsHandler(backend) },
    { method: "GET", path: "/v1/events", access: "read", handle: createEventsHandler(backend.events) },
    { method: "GET", path: "/v1/identities", access: "read", handle: identities.list },
    { method: "POST", path: "/v1/identities", access: "admin", handle: identities.act },
    { method: "POST", path: "/v1/pairing", access: "pairing", handle: createPairingHandler(backend) },
    { method: "GET", path: "/v1/files", access: "admin", handle: files.get },
    { method: "POST", path: "/v1/files", access: "admin", handle: files.post },
    {
      method: "POST",
      path: "/v1/exec",
      access: "admin",
      handle: createExecHandler(backend.exec, backend.audit),
    },
    {
      method: "GET",
      path: "/v1/tasks/{id}/websocket/{channel}",
      access: "admin",
      handle: createTaskHandler(backend.exec),
    },
  ];
};
