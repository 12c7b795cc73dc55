import { ChecksRequest, quoted, RefreshRequest } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { CheckManager } from "../managers/checks/manager.ts";
import type { Audit } from "./audit.ts";
import { readBody } from "./body.ts";
import { cachedAnswer } from "./cached-answer.ts";
import { readLevel } from "./check-level.ts";
import { listParameter } from "./parameters.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** The handlers of `/v1/checks` and `/v1/checks/refresh`. */
export interface CheckHandlers {
  readonly list: Handler;
  readonly act: Handler;
  readonly refresh: Handler;
}

/**
 * Makes the handlers of checks.
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/checks; error texts and their order seen by running it
 */
export const createCheckHandlers = (manager: CheckManager, audit: Audit): CheckHandlers => ({
  list: cachedAnswer(manager.revision.bind(manager), (request) =>
    sync(manager.list({ level: readLevel(request), names: listParameter(request, "names") })),
  ),
  act: async (request) => {
    const { action = "", checks = [] } = await readBody(request, ChecksRequest);
    if (checks.length === 0) throw new ApiError(400, `must specify checks for ${action} action`);
    switch (action) {
      case "start":
        return sync({ changed: manager.startChecks(checks) });
      case "stop": {
        const changed = manager.stopChecks(checks);
        for (const check of changed) audit.checkStopped(request.caller, check);
        return sync({ changed });
      }
      default:
        throw new ApiError(400, `invalid action ${quoted(action)}`);
    }
  },
  refresh: async (request) => {
    const { name = "" } = await readBody(request, RefreshRequest);
    if (name === "") throw new ApiError(400, "must specify check name");
    const { info, error } = await manager.refresh(name);
    return sync({ info, ...(error === "" ? {} : { error }) });
  },
});
