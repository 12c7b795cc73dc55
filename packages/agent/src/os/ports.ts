import { createServer } from "node:net";

const canListen = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Whether nothing listens on a TCP port of this machine, neither on the loopback address nor on all. */
export const isPortFree = async (port: number): Promise<boolean> =>
  (await canListen(port, "127.0.0.1")) && (await canListen(port, "0.0.0.0"));

const highestPort = 65_535;

/**
 * The first free port from `port` on, besides those of `except`.
 * @returns undefined when there is none
 */
export const findFreePort = async (
  port: number,
  except: ReadonlySet<number>,
): Promise<number | undefined> => {
  for (let at = port; at <= highestPort; at++) {
    if (!except.has(at) && (await isPortFree(at))) return at;
  }
  return undefined;
};
