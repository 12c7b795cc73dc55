import type { Clock, Logger } from "../deps.ts";
import type { ArrivedRequest } from "./request.ts";
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

/** What the log of requests needs from outside. */
export interface RequestLogDeps {
  readonly clock: Clock;
  readonly log: Logger;
}

/** A request begins. @returns what writes its line to the log, with the status that it was answered with */
export const logRequest = (
  request: ArrivedRequest,
  { clock, log }: RequestLogDeps,
): ((status: number) => void) => {
  const began = clock.monotonicMs();
  return (status) => {
    if (request.method === "GET" && quietPaths.test(request.path)) return;
    const { transport, address } = request.peer;
    const from = address === undefined ? "" : `${address} `;
    const carrier = transport === "unix" ? "http+unix" : transport;
    const elapsed = formatElapsed(clock.monotonicMs() - began);
    log.notice(`${from}${request.method} ${request.url()} ${elapsed} ${status} (${carrier})`);
  };
};

/** Answers, and writes the line of the request to the log. */
export const logRequests =
  (answerRequest: Router, deps: RequestLogDeps): Router =>
  async (request) => {
    const answered = logRequest(request, deps);
    const answer = await answerRequest(request);
    answered(answer.status);
    return answer;
  };
