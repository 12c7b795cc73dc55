import { chmodSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Peer } from "../api/request.ts";
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
export type HttpAddress =
  | { readonly transport: "unix"; readonly path: string }
  | { readonly transport: "http"; readonly host: string | undefined; readonly port: number };

const listen = (server: Server, address: HttpAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    const ready = (): void => {
      server.off("error", reject);
      resolve();
    };
    if (address.transport === "unix") server.listen(address.path, ready);
    else
      server.listen(
        { port: address.port, ...(address.host === undefined ? {} : { host: address.host }) },
        ready,
      );
  });

/** How many connections may wait to be accepted, if the system lets that many: as many as Go asks for. */
const maxWaiting = 4096;

/** The descriptor under a socket; Node and Bun both keep it on the handle, neither documents it. */
const descriptorOf = (socket: Socket | Server): number | undefined =>
  (socket as { readonly _handle?: { readonly fd?: number } })._handle?.fd;

const localPeer = (socket: Socket): Peer => {
  const fd = descriptorOf(socket);
  return { transport: "unix", uid: fd === undefined ? undefined : peerUid(fd) };
};

const remotePeer = ({ remoteAddress = "", remotePort = 0 }: Socket): Peer => {
  const host = remoteAddress.includes(":") ? `[${remoteAddress}]` : remoteAddress;
  return { transport: "http", address: `${host}:${remotePort}` };
};

/**
 * Listens at an address and answers with `handlers`.
 * @throws {Error} what the operating system says when the address cannot be had
 */
export const listenHttp = async (address: HttpAddress, handlers: HttpHandlers): Promise<HttpListener> => {
  const sockets = new Set<Socket>();
  const http = createHttp(handlers);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    http.accept(socket, address.transport === "unix" ? localPeer(socket) : remotePeer(socket));
  });
  await listen(server, address);
  const listening = descriptorOf(server);
  // Bun lets 512 wait, whatever it is told: a burst of more would find the socket unavailable.
  if (listening !== undefined) setBacklog(listening, maxWaiting);
  // Everyone may connect; who they are, by the kernel's word, decides what they may do.
  if (address.transport === "unix") chmodSync(address.path, 0o666);
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
