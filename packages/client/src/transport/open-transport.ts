import type {
  Address,
  Transport,
  TransportRequest,
  TransportResponse,
  WebSocketRequest,
  WebSocketStream,
} from "./transport.ts";

const runsOnBun = "bun" in process.versions;

const send = async (address: Address, request: TransportRequest): Promise<TransportResponse> => {
  if (runsOnBun) {
    const { requestByBunFetch } = await import("./bun-fetch.ts");
    return requestByBunFetch(address, request);
  }
  const { requestByNodeHttp } = await import("./node-http.ts");
  return requestByNodeHttp(address, request);
};

const openWebSocket = async (address: Address, request: WebSocketRequest): Promise<WebSocketStream> => {
  if (runsOnBun) {
    const { openByBunWebSocket } = await import("./bun-web-socket.ts");
    return openByBunWebSocket(address, request);
  }
  const { openByWsLibrary } = await import("./ws-library.ts");
  return openByWsLibrary(address, request);
};

/** The transport to a Unix socket or a TCP address that suits the runtime. Nothing is connected until it is used. */
export const openTransport = (address: Address): Transport => ({
  request: (request) => send(address, request),
  connectWebSocket: (request) => openWebSocket(address, request),
});
