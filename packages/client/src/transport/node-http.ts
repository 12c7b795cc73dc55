import { type IncomingMessage, type RequestOptions, request as startRequest } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connectionFailure } from "./connection-failure.ts";
import { type Address, originOf, type TransportRequest, type TransportResponse } from "./transport.ts";

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

const optionsOf = (address: Address, request: TransportRequest): RequestOptions => ({
  method: request.method,
  headers: { ...request.headers },
  // One connection per request: a supervisor that restarts is never met through an old one.
  agent: false,
  ...(request.signal === undefined ? {} : { signal: request.signal }),
  ...(address.socketPath === undefined ? {} : { socketPath: address.socketPath }),
});

/** Sends requests by node:http. */
export const requestByNodeHttp = (address: Address, request: TransportRequest): Promise<TransportResponse> =>
  new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(connectionFailure(address, request, error));
    const url = new URL(originOf(address) + request.target);
    const outgoing = startRequest(url, optionsOf(address, request), (message) =>
      resolve(wrapResponse(address, request, message)),
    );
    outgoing.on("error", fail);
    const { body } = request;
    if (body === undefined || typeof body === "string" || body instanceof Uint8Array) outgoing.end(body);
    else pipeline(Readable.from(body, { objectMode: false }), outgoing).catch(fail);
  });
