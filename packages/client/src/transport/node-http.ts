import { type ClientRequest, type IncomingMessage, request as startRequest } from "node:http";
import { type RequestOptions, request as startTlsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connectionFailure } from "./connection-failure.ts";
import {
  type Address,
  type Destination,
  originOf,
  type TransportRequest,
  type TransportResponse,
} from "./transport.ts";

const decoder = new TextDecoder();

const wrapResponse = (
  address: Address,
  request: TransportRequest,
  message: IncomingMessage,
): TransportResponse => {
  const chunks = async function* (): AsyncIterable<Uint8Array> {
    try {
      yield* message;
    } catch (error) {
      throw connectionFailure(address, request, error);
    }
  };
  return {
    status: message.statusCode ?? 0,
    header: (name) => String(message.headers[name] ?? ""),
    text: async () => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks()) parts.push(chunk);
      return decoder.decode(Buffer.concat(parts));
    },
    chunks,
  };
};

const optionsOf = ({ address, tls, headers }: Destination, request: TransportRequest): RequestOptions => ({
  ...tls,
  method: request.method,
  headers: { ...headers, ...request.headers },
  // One connection per request: a supervisor that restarts is never met through an old one.
  agent: false,
  ...(request.signal === undefined ? {} : { signal: request.signal }),
  ...(address.socketPath === undefined ? {} : { socketPath: address.socketPath }),
});

const start = ({
  destination,
  request,
  answered,
}: {
  destination: Destination;
  request: TransportRequest;
  answered: (message: IncomingMessage) => void;
}): ClientRequest => {
  const url = new URL(originOf(destination.address) + request.target);
  const send = url.protocol === "https:" ? startTlsRequest : startRequest;
  return send(url, optionsOf(destination, request), answered);
};

/** Sends requests by node:http and node:https. */
export const requestByNodeHttp = (
  destination: Destination,
  request: TransportRequest,
): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    const { address } = destination;
    const fail = (error: unknown): void => reject(connectionFailure(address, request, error));
    const answered = (message: IncomingMessage): void => resolve(wrapResponse(address, request, message));
    const outgoing = start({ destination, request, answered });
    outgoing.on("error", fail);
    const { body } = request;
    if (body === undefined || typeof body === "string" || body instanceof Uint8Array) outgoing.end(body);
    else pipeline(Readable.from(body, { objectMode: false }), outgoing).catch(fail);
  });
