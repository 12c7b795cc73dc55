import { quoted } from "@cobble/wire";
import { type DialError, dialFault } from "./dial-fault.ts";
import type { HttpTarget } from "./http-target.ts";

/** The most that the head of an answer may be, as in Go. */
export const maxHeadBytes = 10 * 1024 * 1024;

/** What the HTTP parser attaches to its errors. */
interface ParseError extends DialError {
  /** What came last from the server. */
  readonly rawPacket?: Uint8Array;
  /** How much of it was good. */
  readonly bytesParsed?: number;
}

/** The line of an answer in which the parser stopped. */
const faultyLine = ({ rawPacket, bytesParsed = 0 }: ParseError): string => {
  const text = Buffer.from(rawPacket ?? []).toString();
  const start = text.lastIndexOf("\n", bytesParsed - 1) + 1;
  return text.slice(bytesParsed === 0 ? 0 : start).split(/\r?\n/, 1)[0] ?? "";
};

const statusLineFault = (line: string): string => {
  const [version = "", rest] = line.split(/ (.*)/s, 2);
  if (rest === undefined) return `malformed HTTP response ${quoted(line)}`;
  const code = rest.trimStart().split(" ", 1)[0] ?? "";
  if (!/^\d{3}$/.test(code)) return `malformed HTTP status code ${quoted(code)}`;
  return `malformed HTTP version ${quoted(version)}`;
};

const headerFault = (line: string): string =>
  line.includes(":")
    ? `malformed MIME header line: ${quoted(line)}`
    : `malformed MIME header: missing colon: ${quoted(line)}`;

const parseFault = (error: ParseError): string => {
  const line = faultyLine(error);
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return `net/http: server response headers exceeded ${maxHeadBytes} bytes; aborted`;
    case "HPE_INVALID_CONTENT_LENGTH":
      return `bad Content-Length ${quoted(line.replace(/^[^:]*:\s*/, ""))}`;
    case "HPE_UNEXPECTED_CONTENT_LENGTH":
      return "http: message cannot contain multiple Content-Length headers";
    case "HPE_INVALID_HEADER_TOKEN":
      return headerFault(line);
    default:
      return statusLineFault(line);
  }
};

const authorityUnknown = "x509: certificate signed by unknown authority";
const notNow = "x509: certificate has expired or is not yet valid";

/** Why a certificate is not taken, in Go's words. */
const certificateFaults: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: notNow,
  CERT_NOT_YET_VALID: notNow,
  DEPTH_ZERO_SELF_SIGNED_CERT: authorityUnknown,
  SELF_SIGNED_CERT_IN_CHAIN: authorityUnknown,
  UNABLE_TO_GET_ISSUER_CERT: authorityUnknown,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: authorityUnknown,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: authorityUnknown,
};

/** Alerts that a server ends a handshake with, and what is no handshake at all; by words of the TLS library's error. */
const handshakeFaults: readonly (readonly [part: string, text: string])[] = [
  ["WRONG_VERSION_NUMBER", "http: server gave HTTP response to HTTPS client"],
  ["PROTOCOL_VERSION", "remote error: tls: protocol version not supported"],
  ["CERTIFICATE_REQUIRED", "remote error: tls: certificate required"],
  ["HANDSHAKE_FAILURE", "remote error: tls: handshake failure"],
];

const tlsFault = (error: DialError): string | undefined => {
  const verification = "tls: failed to verify certificate";
  const certificate = certificateFaults[error.code ?? ""];
  if (certificate !== undefined) return `${verification}: ${certificate}`;
  if (error.code === "ERR_TLS_CERT_ALTNAME_INVALID") return `${verification}: x509: ${error.message}`;
  return handshakeFaults.find(([part]) => error.message.includes(part))?.[1];
};

/**
 * Why a request had no answer, in the words of Go, which the reference passes on.
 * @param options.bytesRead what had come before it failed
 * @differs a connection that was reset is named by its far end alone
 */
export const requestFault = (
  error: DialError,
  { target, bytesRead }: { readonly target: HttpTarget; readonly bytesRead: number },
): string => {
  const code = error.code ?? "";
  const isDial = error instanceof AggregateError || ["connect", "getaddrinfo"].includes(error.syscall ?? "");
  if (isDial) return dialFault(error, target);
  const broken = "net/http: HTTP/1.x transport connection broken";
  if (code.startsWith("HPE_")) return `${broken}: ${parseFault(error)}`;
  if (code === "ECONNRESET" && error.syscall === "read") {
    return `read tcp ${target.authority}: read: connection reset by peer`;
  }
  if (code === "ECONNRESET") return bytesRead === 0 ? "EOF" : `${broken}: unexpected EOF`;
  return tlsFault(error) ?? error.message;
};
