import { CobbleError, type ErrorKind, type StatusCode } from "@cobble/wire";

/** The root of the supervisor's errors. */
export class DaemonError extends CobbleError {}

/** The daemon cannot start; its text is what `run` prints after `error: `. */
export class StartError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("start", message, options);
  }
}

/** A layer's file, or the directory of layers, cannot be read. */
export class LayerFileError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("layer-file", message, options);
  }
}

/** An error that is a client's answer: its status, its text, and the kind that clients look at. */
export class ApiError extends DaemonError {
  readonly status: StatusCode;
  readonly wireKind: ErrorKind | undefined;
  readonly value: unknown;

  constructor(
    status: StatusCode,
    message: string,
    details: { readonly kind?: ErrorKind; readonly value?: unknown } = {},
  ) {
    super(details.kind ?? "api", message);
    this.status = status;
    this.wireKind = details.kind;
    this.value = details.value;
  }
}

/** A body is not JSON, or not of the type that it should be; the text is Go's. */
export class BodyError extends DaemonError {
  constructor(message: string) {
    super("body", message);
  }
}

/** The state on disk cannot be read or written. */
export class StateError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("state", message, options);
  }
}

/** A task failed; its text becomes the task's ERROR log line. */
export class TaskError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("task", message, options);
  }
}

/** A user or a group is not there, or does not fit together with an id. */
export class OwnerError extends TaskError {}

/** The error of a command whose first word is not on PATH. @source Go, package os/exec, ErrNotFound */
export const notOnPath = (name: string): TaskError =>
  new TaskError(`exec: ${JSON.stringify(name)}: executable file not found in $PATH`);

/** A file operation failed; the kind is what clients look at. */
export class FileError extends DaemonError {
  declare readonly kind: "not-found" | "permission-denied" | "generic-file-error";

  constructor(kind: FileError["kind"], message: string, options?: ErrorOptions) {
    super(kind, message, options);
  }
}

/** A log target's location is none that logs can be sent to; the text goes into the daemon's log. */
export class LogTargetError extends DaemonError {
  constructor(message: string) {
    super("log-target", message);
  }
}

/** A receiver of logs could not be reached, or broke off; the text goes into the daemon's log. */
export class SendError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("send", message, options);
  }
}

/** A multipart body is malformed or ends too early. */
export class MultipartError extends DaemonError {
  constructor(message: string) {
    super("multipart", message);
  }
}

/** A text or file holds no certificate or key of the form that is needed there. */
export class CertificateError extends DaemonError {
  constructor(message: string, options?: ErrorOptions) {
    super("certificate", message, options);
  }
}

/** The text of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
