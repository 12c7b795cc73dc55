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

const describe = (
  request: ArrivedRequest,
  { status, elapsedMs }: { readonly status: number; readonly elapsedMs: number },
): string => {
  const { method, peer } = request;
  const from = peer.address === undefined ? "" : `${peer.address} `;
  const carrier = peer.transport === "unix" ? "http+unix" : peer.transport;
  return `${from}${method} ${request.url()} ${formatElapsed(elapsedMs)} ${status} (${carrier})`;
};

/**
 * A request begins.
 * @returns what writes its line to the log, with the status that it was answered with. With PEBBLE_DEBUG=1 every request has
 * a line, with its user
 */
export const logRequest = (
  request: ArrivedRequest,
  { clock, log }: RequestLogDeps,
): ((status: number) => void) => {
  const began = clock.monotonicMs();
  return (status) => {
    const elapsedMs = clock.monotonicMs() - began;
    log.debug(() => `user ${request.peer.uid ?? "unknown"}: ${describe(request, { status, elapsedMs })}`);
    if (request.method === "GET" && quietPaths.test(request.path)) return;
    log.notice(describe(request, { status, elapsedMs }));
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
