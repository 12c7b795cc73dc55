import {
  ChangeInfo,
  ChangeInfos,
  ChangeRequest,
  changeSelections,
  ExecRequest,
  ExecResult,
  oneOf,
  taskWebsockets,
} from "@cobble/wire";
import { type Endpoint, optionalChoice, pathPart, text } from "./endpoint.ts";

const id = pathPart("id", "The change's id, a decimal number");

/** Changes, and commands, which are changes with websockets. */
export const changeEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/changes",
    access: "read",
    summary: "What has been done, and is being done",
    parameters: [
      optionalChoice("select", changeSelections, "`in-progress` when absent"),
      text("for", "Only changes of this service"),
    ],
    answers: [{ type: "sync", result: ChangeInfos }],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/changes/{id}",
    access: "read",
    summary: "One change with its tasks",
    parameters: [id],
    answers: [{ type: "sync", result: ChangeInfo }],
    errors: [404],
  },
  {
    method: "POST",
    path: "/v1/changes/{id}",
    access: "admin",
    summary: "Abort a change",
    parameters: [id],
    body: ChangeRequest,
    answers: [{ type: "sync", result: ChangeInfo }],
    errors: [400, 404],
  },
  {
    method: "GET",
    path: "/v1/changes/{id}/wait",
    access: "read",
    summary: "Wait until a change is ready",
    parameters: [id, text("timeout", "How long, as a Go duration (`1m30s`); for ever when absent or `0s`")],
    answers: [{ type: "sync", result: ChangeInfo }],
    errors: [400, 404, 504],
  },
  {
    method: "POST",
    path: "/v1/exec",
    access: "admin",
    summary: "Run a command",
    description: "It starts when the client has opened its websockets, and ends with the change.",
    body: ExecRequest,
    answers: [{ type: "async", result: ExecResult }],
    errors: [400, 500],
  },
  {
    method: "GET",
    path: "/v1/tasks/{id}/websocket/{channel}",
    access: "admin",
    summary: "A websocket of a command",
    description:
      "`stdio` carries input and output in binary frames, `stderr` errors if they were split off, `control` signals and sizes as JSON.",
    parameters: [
      pathPart("id", "The task's id"),
      { ...pathPart("channel", "Which one"), schema: oneOf(taskWebsockets) },
    ],
    answers: [],
    errors: [400, 404, 500],
  },
];
