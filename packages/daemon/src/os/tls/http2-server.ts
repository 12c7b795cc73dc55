import type { Http2Server, Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Peer } from "../../api/request.ts";
import { readTarget } from "../../request-target.ts";
import { toRequest } from "../http-request.ts";
import { send } from "../http-response.ts";
import { type Http, type HttpHandlers, maxHeaderSize } from "../http-server.ts";

/** How many requests a client may have under way on one connection: as many as Go lets it. */
const maxConcurrentStreams = 250;

/** How much a client may send before it has to wait, in one request and on a connection: as in Go, and enough for fast files. */
const windowBytes = 1024 * 1024;

/** Makes a server of HTTP/2 that listens nowhere, and answers with `handlers`. Websockets need HTTP/1.1. */
export const createHttp2 = (handlers: HttpHandlers): Http => {
  const peers = new WeakMap<object, Peer>();
  let server: Http2Server | undefined;
  let arriving: Peer | undefined;

  const answer = (message: Http2ServerRequest, response: Http2ServerResponse): void => {
    const target = readTarget(message.url);
    const { session } = message.stream;
    const peer = session === undefined ? undefined : peers.get(session);
    if (target === undefined || peer === undefined) {
      response.writeHead(400).end();
      return;
    }
    handlers
      .answer(toRequest(message, { target, peer, connection: response }))
      .then((answered) => send(response, answered))
      // Only the transport can fail here: the router answers every error of a handler.
      .catch(() => response.stream.destroy());
  };

  const start = (): Http2Server => {
    // Loaded with the first connection that asks for it: most never do.
    const { createServer } = process.getBuiltinModule("node:http2");
    const made = createServer(
      {
        settings: { maxConcurrentStreams, maxHeaderListSize: maxHeaderSize, initialWindowSize: windowBytes },
      },
      answer,
    );
    made.on("session", (session) => {
      // It is told while the connection is being handed over.
      if (arriving !== undefined) peers.set(session, arriving);
      session.setLocalWindowSize(windowBytes);
      // What breaks the connection ends its requests, and that is where it is looked at.
      session.on("error", () => session.destroy());
    });
    return made;
  };

  return {
    accept: (socket, peer) => {
      server ??= start();
      arriving = peer;
      server.emit("connection", socket);
      arriving = undefined;
    },
  };
};
