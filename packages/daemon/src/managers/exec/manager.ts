import { type ExecRequest, type ExecResult, quoted } from "@cobble/wire";
import type { Engine } from "../../engine/engine.ts";
import { ApiError } from "../../errors.ts";
import type { Connection } from "../../os/websocket.ts";
import { ExecSession, type SessionDeps } from "./session.ts";
import { resolveSpec, type SpecDeps } from "./spec.ts";

/** What the manager needs from outside. */
export interface ExecDeps extends SpecDeps, SessionDeps {
  readonly engine: Engine;
}

/** A connection that asks to become a websocket. */
interface WebsocketOffer {
  accept(): Promise<Connection>;
}

/** Which websocket a client asks for. */
export interface WebsocketTarget {
  readonly taskId: string;
  readonly channel: string;
}

/** @source pebble 1.32, seen: GET of the path of a websocket without its headers */
const noUpgrade =
  "websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header";

/** Runs commands for clients. */
export interface ExecManager {
  /**
   * Makes the change of a command; the command starts when the client has opened its websockets.
   * @throws {ApiError} when the request asks for something that is not possible
   */
  start(request: ExecRequest): { readonly change: string; readonly result: ExecResult };
  /**
   * Makes a client's connection one of the websockets of a command.
   * @throws {ApiError} 404 when there is no such task or websocket, 400 when it is a task of another kind, 500 when the websocket
   *   is connected already; the log tells
   */
  connect(target: WebsocketTarget, offer: WebsocketOffer): Promise<void>;
  /** Refuses a connection that did not ask to become a websocket. @throws {ApiError} always; as {@link connect}, and 400 */
  decline(target: WebsocketTarget): never;
}

/** Makes the manager of commands. */
export const createExecManager = (deps: ExecDeps): ExecManager => {
  const sessions = new Map<string, ExecSession>();
  const find = (taskId: string): ExecSession => {
    const session = sessions.get(taskId);
    if (session !== undefined) return session;
    const kind = deps.engine.findTask(taskId)?.kind ?? "exec";
    const isMissing = kind === "exec";
    const message = isMissing
      ? `cannot find task ${quoted(taskId)}`
      : `${quoted(kind)} tasks do not have websockets`;
    deps.log.notice(`Websocket${isMissing ? "" : ` ${taskId}`}: ${message}`);
    throw new ApiError(isMissing ? 404 : 400, message);
  };
  return {
    start: (request) => {
      const spec = resolveSpec(request, deps);
      const summary = `Execute command ${quoted(spec.argv[0] ?? "")}`;
      const change = deps.engine.start({
        kind: "exec",
        summary,
        tasks: [
          {
            kind: "exec",
            summary,
            run: (context) => {
              const session = new ExecSession({ spec, taskId: context.taskId }, deps);
              sessions.set(context.taskId, session);
              const over = session.run(context.signal, (code) => context.setData("exit-code", code));
              return over.finally(() => sessions.delete(context.taskId));
            },
          },
        ],
      });
      const taskId = change.tasks[0]?.id ?? "";
      const { environment, workingDir } = spec;
      return {
        change: change.id,
        result: { environment, "task-id": taskId, "working-dir": workingDir },
      };
    },
    connect: async ({ taskId, channel }, offer) => {
      const session = find(taskId);
      const claimed = session.claim(channel);
      session.connect(claimed, await offer.accept());
    },
    decline: ({ taskId, channel }) => {
      const session = find(taskId);
      session.requireFree(channel);
      throw session.refusal(channel, new ApiError(400, noUpgrade));
    },
  };
};
