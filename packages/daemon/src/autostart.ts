import type { Logger } from "./deps.ts";
import type { OwnRequests } from "./own-requests.ts";

/**
 * Starts what is enabled, as a client would, and says so; a plan without any is no fault. Settles when all has been tried.
 * @source pebble 1.32, seen: the log of `run`
 */
export const autostart = async (ask: OwnRequests, log: Logger): Promise<void> => {
  const { change, fault } = await ask({
    method: "POST",
    path: "/v1/services",
    body: { action: "autostart" },
  });
  if (change === undefined) {
    log.notice(`Cannot start default services: ${fault}`);
    return;
  }
  await ask({ method: "GET", path: `/v1/changes/${change}/wait` });
  log.notice(`Started default services with change ${change}.`);
};
