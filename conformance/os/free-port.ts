import { createServer } from "node:net";

/** Below the ports that connections get by themselves, of which one could take it before whoever asked. */
const firstPort = 12_000;
const lastPort = 32_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** A TCP port of 127.0.0.1 that nobody listens on; it is for who asks to take it soon. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * (lastPort - firstPort));
    if (await isFree(port)) return port;
  }
}
