import { ChangeRequest, changeSelections, formatDurationNs, parseDurationNs, quoted } from "@cobble/wire";
import { createDeferred } from "../deferred.ts";
import type { Clock } from "../deps.ts";
import type { Change } from "../engine/change.ts";
import type { Engine } from "../engine/engine.ts";
import { ApiError, messageOf } from "../errors.ts";
import { readBody } from "./body.ts";
import { keepChangeTexts } from "./change-info.ts";
import type { ApiRequest, Handler, PathParams } from "./request.ts";
import { syncText } from "./respond.ts";

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
    if (change === undefined) throw new ApiError(404, `cannot find change with id ${quoted(id)}`);
    return change;
  };
  const textOf = keepChangeTexts(deps.engine, deps.clock);
  const answer = (change: Change) => syncText(textOf(change));

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
      return syncText(`[${changes.map(textOf).join(",")}]`);
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
      if (body.action !== "abort") throw new ApiError(400, `invalid action ${quoted(body.action ?? "")}`);
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
  const expiry = createDeferred<boolean>();
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
