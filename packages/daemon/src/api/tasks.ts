import type { Clock, Logger } from "../deps.ts";
import type { ExecManager } from "../managers/exec/manager.ts";
import type { Gate } from "./gate.ts";
import type { ArrivedRequest, Handler, UpgradeOffer } from "./request.ts";
import { logRequest } from "./request-log.ts";
import { failureOf } from "./respond.ts";

const websocketPath = /^\/v1\/tasks\/([^/]+)\/websocket\/([^/]+)$/;

/** Whether a request asks for a websocket where there are some; other protocols are not spoken. */
const asksForWebsocket = (request: ArrivedRequest): boolean =>
  request.method === "GET" &&
  (request.header("upgrade") ?? "").toLowerCase() === "websocket" &&
  websocketPath.test(request.path);

/** What answers websockets. */
interface TaskDeps {
  readonly exec: ExecManager;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly log: Logger;
}

const connect = async (deps: TaskDeps, request: ArrivedRequest, offer: UpgradeOffer): Promise<void> => {
  await deps.gate.admit(request, "admin");
  const [, taskId = "", channel = ""] = websocketPath.exec(request.path) ?? [];
  await deps.exec.connect({ taskId, channel }, offer);
};

/**
 * Answers the opening of websockets, `GET /v1/tasks/{id}/websocket/{control|stdio|stderr}` (admin).
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/tasks/{task-id}/websocket/{websocket-id}
 */
export const createTaskUpgrade =
  (deps: TaskDeps): ((request: ArrivedRequest, offer: UpgradeOffer) => Promise<void>) =>
  async (request, offer) => {
    if (!asksForWebsocket(request)) return offer.decline();
    const answered = logRequest(request, deps);
    try {
      await connect(deps, request, offer);
      answered(200);
    } catch (error) {
      const answer = failureOf(error);
      offer.refuse(answer);
      answered(answer.status);
    }
  };

/** The handler of the same path for requests that do not ask for a websocket: they are refused, one way or another. */
export const createTaskHandler =
  (manager: ExecManager): Handler =>
  (_request, params) =>
    manager.decline({ taskId: params["id"] ?? "", channel: params["channel"] ?? "" });
