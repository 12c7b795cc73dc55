import type { CheckManager } from "../managers/checks/manager.ts";
import { cachedAnswer } from "./cached-answer.ts";
import { readLevel } from "./check-level.ts";
import { listParameter } from "./parameters.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/**
 * Makes the handler of `/v1/health`: 200 when the checks that are asked for are well, 502 when one is down.
 * @source pebble 1.32, docs/reference/health-checks.md, "Health endpoint"
 */
export const createHealthHandler = (manager: CheckManager): Handler =>
  cachedAnswer(manager.revision.bind(manager), (request) => {
    const names = listParameter(request, "names");
    const healthy = manager.isHealthy({ level: readLevel(request), names });
    return sync({ healthy }, healthy ? 200 : 502);
  });
