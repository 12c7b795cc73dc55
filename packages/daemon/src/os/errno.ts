import { FileError, messageOf } from "../errors.ts";
import { shownPath } from "../path-bytes.ts";

/** The operating system's words for its errors, as the C library and the reference have them. */
const texts: Readonly<Record<string, string>> = {
  E2BIG: "argument list too long",
  EACCES: "permission denied",
  EADDRINUSE: "address already in use",
  EADDRNOTAVAIL: "cannot assign requested address",
  EAGAIN: "resource temporarily unavailable",
  EBUSY: "device or resource busy",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by peer",
  EDQUOT: "disk quota exceeded",
  EEXIST: "file exists",
  EFBIG: "file too large",
  EHOSTUNREACH: "no route to host",
  EINVAL: "invalid argument",
  EIO: "input/output error",
  EISDIR: "is a directory",
  ELOOP: "too many levels of symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "file name too long",
  ENETUNREACH: "network is unreachable",
  ENODEV: "no such device",
  ENOENT: "no such file or directory",
  ENOEXEC: "exec format error",
  ENOMEM: "cannot allocate memory",
  ENOSPC: "no space left on device",
  ENOTDIR: "not a directory",
  ENOTEMPTY: "directory not empty",
  ENXIO: "no such device or address",
  EOPNOTSUPP: "operation not supported",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
  ETIMEDOUT: "connection timed out",
  ETXTBSY: "text file busy",
  EXDEV: "invalid cross-device link",
};

const kinds: Readonly<Record<string, FileError["kind"]>> = {
  ENOENT: "not-found",
  EACCES: "permission-denied",
  EPERM: "permission-denied",
};

/** The name of an operating system error, such as `ENOENT`; empty for any other error. */
export const errnoOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Node refuses a NUL in a path, and ids of more than 32 bits, before the system could; its answer would be this one.
  if (code === "ERR_INVALID_ARG_VALUE" || code === "ERR_OUT_OF_RANGE") return "EINVAL";
  return typeof code === "string" ? code : "";
};

/** Words for the name of an operating system error, such as `ENOENT`; the name itself where there are none. */
export const errnoText = (code: string): string => texts[code] ?? code;

/** Words for an operating system error; the text of any other error. */
export const errnoWords = (error: unknown): string => texts[errnoOf(error)] ?? messageOf(error);

/**
 * The error of an operation on a path, with its kind: `stat /x: no such file or directory`.
 * @param options.code what went wrong, where it is not in `cause`
 * @source pebble 1.32, docs/specs/openapi.yaml, errorResult.kind; the form of the text seen in GET /v1/files
 */
export const fileError = (
  operation: string,
  path: string,
  options: { readonly cause?: unknown; readonly code?: string },
): FileError => {
  const code = options.code ?? errnoOf(options.cause);
  const reason = code === "" ? String(options.cause) : errnoText(code);
  return new FileError(kinds[code] ?? "generic-file-error", `${operation} ${shownPath(path)}: ${reason}`, {
    cause: options.cause,
  });
};
