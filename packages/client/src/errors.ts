import { type ChangeInfo, CobbleError, type ErrorResult } from "@cobble/wire";

/** The root of every error that the client throws on purpose. */
export class ClientError extends CobbleError {}

/** What was asked when the connection failed. */
export interface FailedRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** What is wrong, for example `socket "/x" not found`. */
  readonly reason: string;
  /** True when nothing was listening, so that the request has certainly not been seen. */
  readonly unreachable: boolean;
  /** True when more connections were waiting than fit, so that the request has certainly not been seen; false when absent. */
  readonly busy?: boolean;
}

/**
 * There was no connection to the supervisor, or it broke.
 * @source pebble 1.32, seen: `services` with no daemon
 */
export class ConnectionError extends ClientError {
  /** What is wrong, without what was asked. */
  readonly reason: string;
  /** True when nothing was listening, so that the request has certainly not been seen. */
  readonly unreachable: boolean;
  /** True when more connections were waiting than fit, so that the request has certainly not been seen. */
  readonly busy: boolean;

  constructor(request: FailedRequest, options?: ErrorOptions) {
    const verb = request.method === "GET" ? "Get" : "Post";
    super(
      "connection",
      `cannot communicate with server: ${verb} ${JSON.stringify(request.url)}: ${request.reason}`,
      options,
    );
    this.reason = request.reason;
    this.unreachable = request.unreachable;
    this.busy = request.busy ?? false;
  }
}

/** Aborts calls for the user: a call that it aborts fails with a {@link ConnectionError} that says so and what was asked. */
export class InterruptError extends ClientError {
  constructor() {
    super("interrupt", "interrupt signal received");
  }
}

/** The supervisor answered with an error. `kind` is one of wire's `errorKinds`, or empty for an ordinary error. */
export class APIError extends ClientError {
  /** The HTTP status, for example 404. */
  readonly statusCode: number;
  /** Its text, for example `Not Found`. */
  readonly status: string;
  /** More about some kinds of errors, as JSON. */
  readonly value: unknown;

  constructor(
    answer: { readonly statusCode: number; readonly status: string; readonly result: ErrorResult },
    options?: ErrorOptions,
  ) {
    super(answer.result.kind ?? "", answer.result.message, options);
    this.statusCode = answer.statusCode;
    this.status = answer.status;
    this.value = answer.result.value;
  }
}

/** The supervisor does not know what was asked for: it is the reference, or an older Cobble. Nothing was done. */
export class UnsupportedError extends ClientError {
  /** @param doing what cannot be done, as in `preview a replan` */
  constructor(doing: string, options?: ErrorOptions) {
    super("unsupported", `cannot ${doing}: this daemon does not offer that`, options);
  }
}

const taskLogs = ({ tasks = [] }: ChangeInfo): readonly string[] =>
  tasks.flatMap(({ log = [] }, index) =>
    log.length === 0 ? [] : [`----- Logs from task ${index} -----\n${log.join("\n")}`],
  );

/**
 * A change ended with an error. The text is the change's own, and below it the logs of its tasks, where a service that did not
 * start has its last lines.
 * @source ops 3.9, ops/pebble.py, ChangeError
 */
export class ChangeError extends ClientError {
  /** The change as it ended, with its tasks and their logs. */
  readonly change: ChangeInfo;
  /** The change's own text, without logs. */
  readonly err: string;

  constructor(change: ChangeInfo) {
    const err = change.err ?? `cannot finish change ${change.id}: it ended as ${change.status}`;
    const logs = taskLogs(change);
    super("change", [err, ...logs, ...(logs.length === 0 ? [] : ["-----"])].join("\n"));
    this.change = change;
    this.err = err;
  }
}

/** Something did not happen within the time that the caller gave it. */
export class TimeoutError extends ClientError {
  constructor(message: string, options?: ErrorOptions) {
    super("timeout", message, options);
  }
}

/** A file operation failed at one path. `kind` is `not-found`, `permission-denied` or `generic-file-error`. */
export class PathError extends ClientError {
  readonly path: string;

  constructor(path: string, result: ErrorResult) {
    super(result.kind ?? "generic-file-error", result.message);
    this.path = path;
  }
}

/** The other side said something that the protocol does not know: it is probably not a supervisor. */
export class ProtocolError extends ClientError {
  constructor(message: string, options?: ErrorOptions) {
    super("protocol", message, options);
  }
}
