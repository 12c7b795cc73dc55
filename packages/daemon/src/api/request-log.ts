import type { Clock, Logger } from "../deps.ts";
import type { Router } from "./router.ts";

/**
 * Requests that are not worth a line each: probes, and clients that wait for a change, ask them all the time.
 * @source pebble 1.32, seen: the log of `run` after GETs of every path
 */
const quietPaths = /^\/v1\/(health|system-info|changes\/[^/]*)$/;

const formatElapsed = (ms: number): string => {
  if (ms < 1) return `${(ms * 1000).toFixed(0)}µs`;
  return ms < 1000 ? `${ms.toFixed(3)}ms` : `${(ms / 1000).toFixed(3)}s`;
};

/** Answers, and writes the line of the request to the log. */
export const logRequests =
  (answerRequest: Router, deps: { readonly clock: Clock; readonly log: Logger }): Router =>
  async (request) => {
    const began = deps.clock.monotonicMs();
    const answer = await answerRequest(request);
    if (request.method !== "GET" || !quietPaths.test(request.path)) {
      const { transport, address } = request.peer;
      const from = address === undefined ? "" : `${address} `;
      const carrier = transport === "unix" ? "http+unix" : transport;
      const elapsed = formatElapsed(deps.clock.monotonicMs() - began);
      deps.log.notice(`${from}${request.method} ${request.url()} ${elapsed} ${answer.status} (${carrier})`);
    }
    return answer;
  };
