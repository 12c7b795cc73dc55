import { chmodSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Peer } from "../api/request.ts";
import type { ListenAddress } from "../listen-address.ts";
import { createHttp, type HttpHandlers } from "./http-server.ts";
import { peerUid, setBacklog } from "./libc.ts";

/** Accepts connections until it is closed. */
export interface HttpListener {
  /** The port, for a TCP listener. */
  readonly port: number | undefined;
  /** Stops accepting, and cuts what is still open. */
  close(): Promise<void>;
}

/** Where to listen. */
export type ListenPlace = { readonly path: string } | ListenAddress;

const listen = (server: Server, place: ListenPlace): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    const ready = (): void => {
      server.off("error", reject);
      resolve();
    };
    if ("path" in place) server.listen(place.path, ready);
    else {
      const { host, port } = place;
      server.listen({ port, ...(host === undefined ? {} : { host }) }, ready);
    }
  });

/** How many connections may wait to be accepted, if the system lets that many: as many as Go asks for. */
const maxWaiting = 4096;

/** The descriptor under a socket; Node and Bun both keep it on the handle, neither documents it. */
export const descriptorOf = (socket: Socket | Server): number | undefined =>
  (socket as { readonly _handle?: { readonly fd?: number } })._handle?.fd;

const localPeer = (socket: Socket): Peer => {
  const fd = descriptorOf(socket);
  return { transport: "unix", uid: fd === undefined ? undefined : peerUid(fd) };
};

/** Where a connection over TCP comes from: `ADDRESS:PORT`. */
export const remoteAddressOf = ({ remoteAddress = "", remotePort = 0 }: Socket): string =>
  `${remoteAddress.includes(":") ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;

/**
 * Listens at a place, and hands each connection to `accept`.
 * @param options.allowHalfOpen keeps a connection whose client has said that it sends no more; false unless given
 * @throws {Error} what the operating system says when the place cannot be had
 */
export const listenAt = async (
  place: ListenPlace,
  accept: (socket: Socket) => void,
  options: { readonly allowHalfOpen?: boolean } = {},
): Promise<HttpListener> => {
  const sockets = new Set<Socket>();
  const server = createServer(options, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    accept(socket);
  });
  await listen(server, place);
  const listening = descriptorOf(server);
  // Bun lets 512 wait, whatever it is told: a burst of more would find the socket unavailable.
  if (listening !== undefined) setBacklog(listening, maxWaiting);
  // Everyone may connect; who they are, by the kernel's word, decides what they may do.
  if ("path" in place) chmodSync(place.path, 0o666);
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/**
 * Listens on a Unix socket or over TCP, and answers with `handlers`.
 * @throws {Error} what the operating system says when the place cannot be had
 */
export const listenHttp = (place: ListenPlace, handlers: HttpHandlers): Promise<HttpListener> => {
  const http = createHttp(handlers);
  const peerOf = (socket: Socket): Peer =>
    "path" in place ? localPeer(socket) : { transport: "http", address: remoteAddressOf(socket) };
  return listenAt(place, (socket) => http.accept(socket, peerOf(socket)), { allowHalfOpen: true });
};
