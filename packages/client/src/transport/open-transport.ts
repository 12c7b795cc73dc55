import type { Asked } from "./tls-settings.ts";
import {
  type Address,
  type Destination,
  originOf,
  type TlsSettings,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  type WebSocketRequest,
  type WebSocketStream,
} from "./transport.ts";

const runsOnBun = "bun" in process.versions;

const send = async (destination: Destination, request: TransportRequest): Promise<TransportResponse> => {
  if (runsOnBun) {
    const { requestByBunFetch } = await import("./bun-fetch.ts");
    return requestByBunFetch(destination, request);
  }
  const { requestByNodeHttp } = await import("./node-http.ts");
  return requestByNodeHttp(destination, request);
};

const openWebSocket = async (
  destination: Destination,
  request: WebSocketRequest,
): Promise<WebSocketStream> => {
  if (runsOnBun) {
    const { openByBunWebSocket } = await import("./bun-web-socket.ts");
    return openByBunWebSocket(destination, request);
  }
  const { openByWsLibrary } = await import("./ws-library.ts");
  return openByWsLibrary(destination, request);
};

const headersOf = ({ basic }: Address): Readonly<Record<string, string>> => {
  if (basic === undefined) return {};
  const words = Buffer.from(`${basic.name}:${basic.password}`).toString("base64");
  return { authorization: `Basic ${words}` };
};

/** Finds out once what TLS needs, and again only after it failed. */
const rememberTls = (address: Address): ((asked: Asked) => Promise<TlsSettings>) => {
  let known: TlsSettings | undefined;
  return async (asked) => {
    const { findTlsSettings } = await import("./tls-settings.ts");
    known ??= await findTlsSettings(address, asked);
    return known;
  };
};

/**
 * The transport to a Unix socket or a TCP address that suits the runtime. Nothing is connected until it is used.
 * @throws {TypeError} when there is something about TLS and the address is not `https://`
 */
export const openTransport = (address: Address): Transport => {
  const isSecure = address.baseUrl?.startsWith("https://") ?? false;
  if (address.tls !== undefined && !isSecure) {
    throw new TypeError(`cannot use TLS with ${originOf(address)}: its address must begin with https://`);
  }
  const headers = headersOf(address);
  const tlsFor = rememberTls(address);
  const reach = async (asked: Asked): Promise<Destination> =>
    isSecure ? { address, headers, tls: await tlsFor(asked) } : { address, headers };
  return {
    request: async (request) => send(await reach(request), request),
    connectWebSocket: async (request) => openWebSocket(await reach(request), request),
  };
};
