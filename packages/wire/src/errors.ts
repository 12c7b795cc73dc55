/** The root of every error that Cobble throws on purpose: `kind` is stable and is what code should look at. */
export class CobbleError extends Error {
  /** A stable word for what went wrong; the text may be reworded, this will not. */
  readonly kind: string;

  constructor(kind: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.name = new.target.name;
  }
}

/** Something does not have the form that the protocol gives it. */
export class WireError extends CobbleError {}

/** The HTTP statuses that the API answers with, and their text in the envelope. */
export const statusTexts = {
  200: "OK",
  202: "Accepted",
  301: "Moved Permanently",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Request Entity Too Large",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
} as const;

/** A status of {@link statusTexts}. */
export type StatusCode = keyof typeof statusTexts;

/**
 * Every `kind` that an error answer may carry: the status that it comes with, none where no answer of ours has it, and
 * what it means to a client. An answer without a kind is an ordinary error of its HTTP status.
 * @source pebble 1.32, docs/specs/openapi.yaml, errorResult.kind
 */
export const errorKinds = {
  "login-required": { status: 401, meaning: "the caller may not do this" },
  "not-found": {
    status: 404,
    meaning: "there is no file at that path, or nothing by that name",
  },
  "permission-denied": { status: 403, meaning: "the operating system refused the file operation" },
  "generic-file-error": {
    status: 400,
    meaning: "a file operation failed for a reason that has no kind of its own",
  },
  "no-default-services": { status: 400, meaning: "autostart found no service with `startup: enabled`" },
  "daemon-restart": { status: undefined, meaning: "the supervisor is restarting" },
  "system-restart": { status: undefined, meaning: "the system is restarting" },
} as const satisfies Readonly<
  Record<string, { readonly status: StatusCode | undefined; readonly meaning: string }>
>;

/** A kind of {@link errorKinds}. */
export type ErrorKind = keyof typeof errorKinds;
