import { ConnectionError, type InProcessAnswer, type TransportRequest } from "@cobble/client";
import { type ApiResponse, type ArrivedRequest, readQuery, readTarget } from "@cobble/daemon/core";

const encoder = new TextEncoder();

/** Settles as what it is given; whoever waits knows that something is done that takes real time. */
export type During = <T>(work: Promise<T>) => Promise<T>;

async function* bodyOf({ body }: Pick<TransportRequest, "body">, during: During): AsyncIterable<Uint8Array> {
  if (body === undefined) return;
  if (typeof body === "string") yield encoder.encode(body);
  else if (body instanceof Uint8Array) yield body;
  else {
    // The caller may read it from a disk or a network.
    const chunks = body[Symbol.asyncIterator]();
    for (let next = await during(chunks.next()); next.done !== true; next = await during(chunks.next())) {
      yield next.value;
    }
  }
}

/**
 * A request as the supervisor's API takes it, from root over its socket.
 * @throws {ConnectionError} when its target cannot be read
 */
export const toArrived = (
  request: Omit<TransportRequest, "signal"> & { readonly signal: AbortSignal },
  during: During,
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
    body: bodyOf(request, during),
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
