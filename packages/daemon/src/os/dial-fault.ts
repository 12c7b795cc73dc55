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
  ENOTFOUND: "no such host",
  EAI_AGAIN: "server misbehaving",
};

const hostPort = (host: string, port: number): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;

/**
 * Why a TCP connection could not be made, in the words of Go, which the reference passes on.
 * @differs the name server that did not know a host is not named
 */
export const dialFault = (
  error: DialError,
  target: { readonly host: string; readonly port: number },
): string => {
  const code = error.code ?? "";
  const lookup = lookupTexts[code];
  if (lookup !== undefined) return `dial tcp: lookup ${target.host}: ${lookup}`;
  const where = hostPort(error.address ?? target.host, error.port ?? target.port);
  return `dial tcp ${where}: connect: ${errnoText(code === "" ? error.message : code)}`;
};

/** The fault of a port that no connection can have; empty for a good one. */
export const portFault = (port: number): string =>
  port > 65_535 ? `dial tcp: address ${port}: invalid port` : "";
