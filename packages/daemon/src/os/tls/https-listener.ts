import { writeSync } from "node:fs";
import type { Socket } from "node:net";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { Peer } from "../../api/request.ts";
import type { Clock, Logger } from "../../deps.ts";
import { messageOf } from "../../errors.ts";
import type { ListenAddress } from "../../listen-address.ts";
import { descriptorOf, type HttpListener, listenAt, remoteAddressOf } from "../http-listener.ts";
import { createHttp, type Http, type HttpHandlers } from "../http-server.ts";
import { createHttp2 } from "./http2-server.ts";
import type { ServerCertificateStore, ServerCertificates } from "./server-certificates.ts";

/** How long a client may take for the handshake. */
const handshakeMs = 30_000;

/** What HTTPS is spoken with. */
export interface HttpsDeps {
  readonly handlers: HttpHandlers;
  readonly certificates: ServerCertificateStore;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The answer to who speaks HTTP without TLS. @source pebble 1.32, seen: `curl http://` to the port of HTTPS */
const plainAnswer = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";

const plainCode = "ERR_SSL_HTTP_REQUEST";

/** What went wrong in a handshake, in the reference's words where they are known. */
const reasons: Readonly<Record<string, string>> = {
  ECONNRESET: "EOF",
  [plainCode]: "client sent an HTTP request to an HTTPS server",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "tls: client offered only unsupported versions",
  ERR_SSL_WRONG_VERSION_NUMBER: "tls: first record does not look like a TLS handshake",
};

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** The certificates that the client has shown, its own first. */
const shownCertificates = (socket: TLSSocket): readonly Uint8Array[] => {
  const shown: Uint8Array[] = [];
  for (let next = socket.getPeerX509Certificate(); next !== undefined; next = next.issuerCertificate) {
    shown.push(next.raw);
  }
  return shown;
};

const answerPlainly = (raw: Socket): void => {
  // TLS has the socket; only its descriptor takes words that are not encrypted.
  const fd = descriptorOf(raw);
  if (fd !== undefined && !raw.destroyed) writeSync(fd, plainAnswer);
};

/** Keeps what the certificates are turned into until there are others. */
const createContexts = (certificates: ServerCertificateStore): (() => SecureContext) => {
  let made: { readonly of: ServerCertificates; readonly context: SecureContext } | undefined;
  return () => {
    const now = certificates.current();
    if (made?.of !== now) {
      made = { of: now, context: createSecureContext({ ...now, minVersion: "TLSv1.3" }) };
    }
    return made.context;
  };
};

const wrap = (raw: Socket, secureContext: SecureContext): TLSSocket =>
  new TLSSocket(raw, {
    isServer: true,
    secureContext,
    requestCert: true,
    // Certificates are looked at when somebody asks for something: whom they belong to, and whether they hold.
    rejectUnauthorized: false,
    ALPNProtocols: ["h2", "http/1.1"],
  });

/** Takes one connection through its handshake. */
class Handshake {
  readonly #raw: Socket;
  readonly #from: string;
  readonly #deps: HttpsDeps;

  constructor(raw: Socket, deps: HttpsDeps) {
    this.#raw = raw;
    this.#from = remoteAddressOf(raw);
    this.#deps = deps;
  }

  /** @param welcome gets the connection when exactly one certificate was shown */
  begin(context: () => SecureContext, welcome: (socket: TLSSocket, peer: Peer) => void): void {
    let socket: TLSSocket;
    try {
      socket = wrap(this.#raw, context());
    } catch (error) {
      this.#fail(messageOf(error));
      return;
    }
    let isOver = false;
    const over = (): boolean => {
      patience.cancel();
      const was = isOver;
      isOver = true;
      return was;
    };
    const patience = this.#deps.clock.after(handshakeMs, () => {
      if (!over()) this.#fail("handshake timed out");
    });
    socket.once("secure", () => {
      if (!over()) this.#welcome(socket, welcome);
    });
    socket.once("close", over);
    socket.on("error", (error) => {
      if (over()) this.#raw.destroy();
      else this.#refuse(error);
    });
  }

  #welcome(socket: TLSSocket, welcome: (socket: TLSSocket, peer: Peer) => void): void {
    const [certificate, ...others] = shownCertificates(socket);
    if (certificate !== undefined && others.length === 0) {
      welcome(socket, { transport: "https", address: this.#from, certificate });
      return;
    }
    const count = certificate === undefined ? 0 : others.length + 1;
    this.#fail(`expected one client certificate, received ${count}`);
  }

  #refuse(error: Error): void {
    if (codeOf(error) === plainCode) answerPlainly(this.#raw);
    this.#fail(reasons[codeOf(error)] ?? error.message);
  }

  #fail(reason: string): void {
    this.#deps.log.notice(`http: TLS handshake error from ${this.#from}: ${reason}`);
    this.#raw.destroy();
  }
}

/**
 * Listens for HTTPS and answers with `handlers`. Every client has to show exactly one certificate, whichever it is: who it
 * is, is found out by request.
 * @throws {Error} what the operating system says when the address cannot be had
 * @source pebble 1.32, seen: TLS 1.3 only, HTTP/2 and 1.1, with no certificate, one and two
 */
export const listenHttps = (address: ListenAddress, deps: HttpsDeps): Promise<HttpListener> => {
  const http: Http = createHttp(deps.handlers);
  const http2: Http = createHttp2(deps.handlers);
  const context = createContexts(deps.certificates);
  return listenAt(address, (raw) =>
    new Handshake(raw, deps).begin(context, (socket, peer) =>
      (socket.alpnProtocol === "h2" ? http2 : http).accept(socket, peer),
    ),
  );
};
