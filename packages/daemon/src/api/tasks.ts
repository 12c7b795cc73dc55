import { STATUS_CODES } from "node:http";
import { ApiError } from "../errors.ts";
import type { ExecManager } from "../managers/exec/manager.ts";
import type { RawUpgrade } from "../os/http-server.ts";
import type { Gate } from "./gate.ts";
import type { ApiResponse, ArrivedRequest, Handler } from "./request.ts";
import { failureOf } from "./respond.ts";

const websocketPath = /^\/v1\/tasks\/([^/]+)\/websocket\/([^/]+)$/;

/** Answers over a connection that was to become a websocket, and ends it. */
const refuse = (raw: RawUpgrade, answer: ApiResponse): void => {
  const body = String(answer.body);
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`,
    `Content-Type: ${answer.contentType ?? ""}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  raw.socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
};

/** Whether a request asks for a websocket where there are some; other protocols are not spoken. */
const asksForWebsocket = (request: ArrivedRequest): boolean =>
  request.method === "GET" &&
  (request.header("upgrade") ?? "").toLowerCase() === "websocket" &&
  websocketPath.test(request.path);

/** What answers websockets. */
interface TaskDeps {
  readonly exec: ExecManager;
  readonly gate: Gate;
}

const connect = async (deps: TaskDeps, request: ArrivedRequest, raw: RawUpgrade): Promise<void> => {
  await deps.gate.admit(request, "admin");
  const [, taskId = "", channel = ""] = websocketPath.exec(request.path) ?? [];
  await deps.exec.connect({ taskId, channel }, raw);
};

/**
 * Answers the opening of websockets, `GET /v1/tasks/{id}/websocket/{control|stdio|stderr}` (admin).
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/tasks/{task-id}/websocket/{websocket-id}
 */
export const createTaskUpgrade =
  (deps: TaskDeps): ((request: ArrivedRequest, raw: RawUpgrade) => Promise<void>) =>
  async (request, raw) => {
    if (!asksForWebsocket(request)) return raw.decline();
    try {
      await connect(deps, request, raw);
    } catch (error) {
      // A handshake that failed has been answered already.
      if (raw.socket.destroyed) return;
      refuse(raw, failureOf(error));
    }
  };

/** The handler of the same path for requests that do not ask for a websocket: they are refused, one way or another. */
export const createTaskHandler =
  (manager: ExecManager): Handler =>
  (_request, params) => {
    manager.requireTask(params["id"] ?? "");
    throw new ApiError(
      400,
      "websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header",
    );
  };
