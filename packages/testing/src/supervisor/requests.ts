import { ConnectionError, type InProcessAnswer, type TransportRequest } from "@cobble/client";
import { type ApiResponse, type ArrivedRequest, readQuery, readTarget } from "@cobble/daemon/core";

const encoder = new TextEncoder();

async function* bodyOf({ body }: Pick<TransportRequest, "body">): AsyncIterable<Uint8Array> {
  if (body === undefined) return;
  if (typeof body === "string") yield encoder.encode(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}

/**
 * A request as the supervisor's API takes it, from root over its socket.
 * @throws {ConnectionError} when its target cannot be read
 */
export const toArrived = (
  request: Omit<TransportRequest, "signal"> & { readonly signal: AbortSignal },
): ArrivedRequest => {
  const { method, target, headers = {} } = request;
  const read = readTarget(target);
  if (read === undefined) {
    throw new ConnectionError({ method, url: target, reason: "broken escape in URL", unreachable: false });
  }
  return {
    method,
    path: read.path,
    url: () => target,
    query: () => readQuery(read.search),
    header: (name) => headers[name],
    body: bodyOf(request),
    peer: { transport: "unix", uid: 0 },
    signal: request.signal,
  };
};

/** An answer of the supervisor's API as a client takes it. */
export const toAnswer = ({ status, contentType, location, body }: ApiResponse): InProcessAnswer => ({
  status,
  headers: {
    ...(contentType === undefined ? {} : { "content-type": contentType }),
    ...(location === undefined ? {} : { location }),
  },
  body,
});
