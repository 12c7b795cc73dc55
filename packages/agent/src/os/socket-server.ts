import { chmodSync, rmSync } from "node:fs";

/** A server on a Unix socket that only this user may call. */
export interface SocketServer {
  /** Ends it and removes the socket. */
  close(): Promise<void>;
}

/**
 * An action may be silent for as long as it likes, so its connection is not ended for being idle. Bun hears this option
 * on Unix sockets, too, which its types do not know.
 */
const neverIdle: object = { idleTimeout: 0 };

/** Serves HTTP on a Unix socket. A socket that is there already is replaced: the caller holds the pod's lock. */
export const serveSocket = (path: string, handle: (request: Request) => Promise<Response>): SocketServer => {
  rmSync(path, { force: true });
  const server = Bun.serve({ unix: path, fetch: handle, ...neverIdle });
  chmodSync(path, 0o600);
  return {
    close: async () => {
      await server.stop(true);
      rmSync(path, { force: true });
    },
  };
};
