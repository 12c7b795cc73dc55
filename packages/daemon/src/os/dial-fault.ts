import { isIPv6 } from "node:net";
import { errnoText } from "./errno.ts";

/** What Node and Bun attach to the error of a connection that failed. */
export interface DialError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

const lookupTexts: Readonly<Record<string, string>> = {
  ENODATA: "no such host",
  ENOTFOUND: "no such host",
  EBADRESP: "cannot unmarshal DNS message",
  ECONNREFUSED: "connection refused",
  EREFUSED: "server misbehaving",
  ESERVFAIL: "server misbehaving",
  ETIMEOUT: "i/o timeout",
};

const hostPort = (host: string, port: number): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;

/** The failure that counts of a host with several addresses: that of the first. */
const firstFailure = (error: DialError): DialError =>
  error instanceof AggregateError ? (error.errors[0] ?? error) : error;

/**
 * Why a TCP connection could not be made, in the words of Go, which the reference passes on.
 * @differs the name server that did not know a host is not named; where no route leads there, Bun says that the connection
 *   was refused
 */
export const dialFault = (
  failure: DialError,
  target: { readonly host: string; readonly port: number },
): string => {
  const error = firstFailure(failure);
  const code = error.code ?? "";
  if (error.syscall === "getaddrinfo") {
    return `dial tcp: lookup ${target.host}: ${lookupTexts[code] ?? errnoText(code)}`;
  }
  const where = hostPort(error.address ?? target.host, error.port ?? target.port);
  return `dial tcp ${where}: connect: ${errnoText(code === "" ? error.message : code)}`;
};

/** The fault of a port that no connection can have; empty for a good one. */
export const portFault = (port: number): string =>
  port < 0 || port > 65_535 ? `dial tcp: address ${port}: invalid port` : "";
