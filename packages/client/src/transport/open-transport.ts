import type { Address, Transport, TransportRequest, TransportResponse } from "./transport.ts";
import { openWebSocket } from "./web-socket.ts";

const runsOnBun = "bun" in process.versions;

const send = async (address: Address, request: TransportRequest): Promise<TransportResponse> => {
  if (runsOnBun) {
    const { requestByBunFetch } = await import("./bun-fetch.ts");
    return requestByBunFetch(address, request);
  }
  const { requestByNodeHttp } = await import("./node-http.ts");
  return requestByNodeHttp(address, request);
};

/** The transport to a Unix socket or a TCP address that suits the runtime. Nothing is connected until it is used. */
export const openTransport = (address: Address): Transport => ({
  request: (request) => send(address, request),
  connectWebSocket: (target, options) => openWebSocket(address, { target, signal: options?.signal }),
});
