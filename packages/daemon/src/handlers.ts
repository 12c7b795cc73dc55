import type { SystemInfo } from "@cobble/wire";
import { logRequests } from "./api/request-log.ts";
import { sync } from "./api/respond.ts";
import type { Router } from "./api/router.ts";
import type { Daemon } from "./daemon.ts";
import type { Clock, Logger } from "./deps.ts";
import type { HttpHandlers } from "./os/http-server.ts";

/** What the listeners answer with, and the daemon itself. */
export interface DaemonHandlers extends HttpHandlers {
  /** For what the daemon asks itself: a kill leaves nobody who would remember an id. */
  readonly ownAnswer: Router;
}

/**
 * What the listeners answer with, from the moment the socket is there: until the daemon is put together, what needs it waits.
 * @param deps.daemon never settles for a daemon that cannot start; its listeners are closed then
 */
export const createHandlers = (deps: {
  readonly daemon: Promise<Daemon>;
  readonly systemInfo: SystemInfo;
  readonly clock: Clock;
  readonly log: Logger;
}): DaemonHandlers => {
  const info = sync(deps.systemInfo);
  let daemon: Daemon | undefined;
  void deps.daemon.then((made) => {
    daemon = made;
  });
  const answer: Router = async (request) => {
    if (daemon !== undefined) return daemon.answer(request);
    if (request.method === "GET" && request.path === "/v1/system-info") return info;
    return (await deps.daemon).answer(request);
  };
  const logged = logRequests(answer, deps);
  return {
    ownAnswer: logged,
    answer: async (request) => {
      const answered = await logged(request);
      const kept = daemon?.engine.idsKept();
      if (kept !== undefined) await kept;
      return answered;
    },
    upgrade: async (request, raw) => (await deps.daemon).upgrade(request, raw),
  };
};
