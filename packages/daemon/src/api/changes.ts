import {
  type ChangeInfo,
  ChangeRequest,
  changeSelections,
  formatDurationNs,
  formatTime,
  parseDurationNs,
  type TaskInfo,
} from "@cobble/wire";
import type { Clock } from "../deps.ts";
import { type Change, changeError, changeStatus, type Task } from "../engine/change.ts";
import type { Engine } from "../engine/engine.ts";
import { ApiError, messageOf } from "../errors.ts";
import { readBody } from "./body.ts";
import type { ApiRequest, Handler, PathParams } from "./request.ts";
import { sync } from "./respond.ts";

const isEmpty = (data: Readonly<Record<string, unknown>>): boolean => Object.keys(data).length === 0;

const taskInfo = (task: Task, time: (micros: number) => string): TaskInfo => ({
  id: task.id,
  kind: task.kind,
  summary: task.summary,
  status: task.status,
  ...(task.log.length === 0 ? {} : { log: task.log }),
  // No task of ours counts anything. @source pebble 1.32, seen: such a task shows 1 of 1 from when it begins
  progress: { label: "", done: task.status === "Do" ? 0 : 1, total: 1 },
  "spawn-time": time(task.spawnTime),
  ...(task.readyTime === undefined ? {} : { "ready-time": time(task.readyTime) }),
  ...(isEmpty(task.data) ? {} : { data: task.data }),
});

/** A change as clients see it. */
export const changeInfo = (change: Change, clock: Clock): ChangeInfo => {
  const time = (micros: number): string => formatTime(micros, clock.offsetMinutes());
  const err = changeError(change);
  return {
    id: change.id,
    kind: change.kind,
    summary: change.summary,
    status: changeStatus(change),
    ...(change.tasks.length === 0 ? {} : { tasks: change.tasks.map((task) => taskInfo(task, time)) }),
    ready: change.readyTime !== undefined,
    ...(err === undefined ? {} : { err }),
    "spawn-time": time(change.spawnTime),
    ...(change.readyTime === undefined ? {} : { "ready-time": time(change.readyTime) }),
  };
};

const isSelected = (change: Change, selection: string): boolean =>
  selection === "all" || (change.readyTime !== undefined) === (selection === "ready");

/** How long to wait, in nanoseconds: what Go's durations count, and print. */
const readTimeoutNs = (request: ApiRequest): number | undefined => {
  const text = request.query().get("timeout") ?? "";
  if (text === "") return undefined;
  try {
    const ns = parseDurationNs(text);
    return ns === 0 ? undefined : ns;
  } catch (error) {
    throw new ApiError(400, `invalid timeout: ${messageOf(error)}`);
  }
};

/** The handlers of `/v1/changes`. */
export const createChangesHandlers = (deps: {
  readonly engine: Engine;
  readonly clock: Clock;
}): { readonly list: Handler; readonly get: Handler; readonly wait: Handler; readonly act: Handler } => {
  const find = (params: PathParams): Change => {
    const id = params["id"] ?? "";
    const change = deps.engine.find(id);
    if (change === undefined) throw new ApiError(404, `cannot find change with id "${id}"`);
    return change;
  };
  const answer = (change: Change) => sync(changeInfo(change, deps.clock));

  return {
    list: (request) => {
      const selection = request.query().get("select") || "in-progress";
      if (!changeSelections.some((known) => known === selection)) {
        throw new ApiError(400, "select should be one of: all,in-progress,ready");
      }
      const service = request.query().get("for") ?? "";
      const changes = deps.engine
        .list()
        .filter(
          (change) => isSelected(change, selection) && (service === "" || change.services.includes(service)),
        );
      return sync(changes.map((change) => changeInfo(change, deps.clock)));
    },
    get: (_request, params) => answer(find(params)),
    wait: async (request, params) => {
      const change = find(params);
      const timeoutNs = readTimeoutNs(request);
      const timeoutMs = timeoutNs === undefined ? undefined : timeoutNs / 1e6;
      const expired = await expiresFirst(deps, { change, timeoutMs, signal: request.signal });
      if (expired) {
        throw new ApiError(504, `timed out waiting for change after ${formatDurationNs(timeoutNs ?? 0)}`);
      }
      return answer(change);
    },
    act: async (request, params) => {
      const change = find(params);
      const body = await readBody(request, ChangeRequest);
      if (body.action !== "abort") throw new ApiError(400, `invalid action "${body.action ?? ""}"`);
      deps.engine.abort(change);
      return answer(change);
    },
  };
};

/** Waits for a change; settles with true when the time is up, or the client gone, before the change is ready. */
const expiresFirst = async (
  deps: { readonly engine: Engine; readonly clock: Clock },
  wait: { readonly change: Change; readonly timeoutMs: number | undefined; readonly signal: AbortSignal },
): Promise<boolean> => {
  if (wait.change.readyTime !== undefined) return false;
  const expiry = Promise.withResolvers<boolean>();
  const timer =
    wait.timeoutMs === undefined ? undefined : deps.clock.after(wait.timeoutMs, () => expiry.resolve(true));
  const leave = (): void => expiry.resolve(true);
  wait.signal.addEventListener("abort", leave);
  try {
    return await Promise.race([deps.engine.wait(wait.change).then(() => false), expiry.promise]);
  } finally {
    timer?.cancel();
    wait.signal.removeEventListener("abort", leave);
  }
};
