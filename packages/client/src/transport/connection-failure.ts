import { ConnectionError, InterruptError } from "../errors.ts";
import { type Address, originOf, type TransportRequest } from "./transport.ts";

/** Go's words for the errors of the operating system that a connection meets. */
const reasonsByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  ENOTSOCK: "connection refused",
  ETIMEDOUT: "connection timed out",
  EHOSTUNREACH: "no route to host",
  ENETUNREACH: "network is unreachable",
};

/** Why the other side's certificate will not do, by the code of both runtimes. */
const distrustByCode: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "no certificate that is trusted has signed it",
  SELF_SIGNED_CERT_IN_CHAIN: "no certificate that is trusted has signed it",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "no certificate that is trusted has signed it",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "no certificate that is trusted has signed it",
  CERT_SIGNATURE_FAILURE: "its signature is not that of the certificate that is trusted",
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is of another host",
};

const brokenCodes: readonly string[] = ["ECONNRESET", "EPIPE", "ConnectionClosed", "UND_ERR_SOCKET"];

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const dialed = (address: Address): string => {
  if (address.socketPath !== undefined) return `dial unix ${address.socketPath}`;
  const { hostname, port, protocol } = new URL(address.baseUrl);
  return `dial tcp ${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
};

/** What a websocket that found no connection fails with where the runtime does not say why. */
export const unknownConnectCode = "COBBLE_NO_CONNECTION";

const explain = (
  address: Address,
  error: unknown,
): { reason: string; unreachable: boolean; busy?: boolean } => {
  const code = codeOf(error);
  if (code === "ENOENT" && address.socketPath !== undefined) {
    return { reason: `socket ${JSON.stringify(address.socketPath)} not found`, unreachable: true };
  }
  if (code === "EAGAIN") {
    return {
      reason: `${dialed(address)}: connect: resource temporarily unavailable`,
      unreachable: false,
      busy: true,
    };
  }
  // A websocket is opened where a request has just been answered: most probably there are too many at once.
  if (code === unknownConnectCode) {
    return { reason: `${dialed(address)}: connect: no connection`, unreachable: false, busy: true };
  }
  const reason = reasonsByCode[code];
  if (reason !== undefined) {
    return { reason: `${dialed(address)}: connect: ${reason}`, unreachable: code === "ECONNREFUSED" };
  }
  const distrust = distrustByCode[code];
  if (distrust !== undefined) {
    return { reason: `cannot trust the supervisor's certificate: ${distrust}`, unreachable: false };
  }
  if (brokenCodes.includes(code)) return { reason: "EOF", unreachable: false };
  return { reason: error instanceof Error ? error.message : String(error), unreachable: false };
};

/**
 * The error to throw when `request` met `error` on its way: the caller's own reason when the caller aborted it, and a
 * {@link ConnectionError} otherwise.
 */
export const connectionFailure = (
  address: Address,
  request: Pick<TransportRequest, "method" | "target" | "signal">,
  error: unknown,
): unknown => {
  const url = originOf(address) + request.target;
  if (request.signal?.aborted) {
    const { reason } = request.signal;
    return reason instanceof InterruptError
      ? new ConnectionError({ method: request.method, url, reason: reason.message, unreachable: false })
      : reason;
  }
  return new ConnectionError(
    { method: request.method, url, ...explain(address, error) },
    error instanceof Error ? { cause: error } : undefined,
  );
};
