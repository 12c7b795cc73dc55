import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { PeerAnswer } from "../case.ts";

/** A server that a case talks to; disposing closes it and every connection. */
export interface Peer extends AsyncDisposable {
  /** Its address and port. */
  readonly address: string;
}

const unknownPath: PeerAnswer = { says: "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope" };

function answer(socket: Socket, request: string, { says, after = "closes" }: PeerAnswer): void {
  const shown = request.trimEnd().replaceAll("\r\n", "|");
  socket.write(says.replaceAll("{request}", shown));
  if (after === "closes") socket.end();
  else if (after === "resets") socket.resetAndDestroy();
}

/** Starts a server on a free port of this machine that answers each path with the bytes that a case gives. */
export async function startPeer(answers: Readonly<Record<string, PeerAnswer>>): Promise<Peer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Whoever asked has gone, as it may.
    socket.on("error", () => undefined);
    socket.once("data", (bytes) => {
      const request = bytes.toString("latin1");
      const path = /^GET ([^ ?]*)/.exec(request)?.[1] ?? "";
      answer(socket, request, answers[path] ?? unknownPath);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
