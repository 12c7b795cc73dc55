import type { AddressInfo } from "node:net";
import { Database } from "./database.ts";
import { createRedisServer } from "./server.ts";

const sweepEveryMs = 1_000;

/** Serves on 127.0.0.1:$REDIS_PORT (6379; 0 is any free port) until SIGTERM or SIGINT. Everything is in memory. */
function main(): void {
  const port = Number(process.env["REDIS_PORT"] || 6379);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fail(
      `cannot read REDIS_PORT ${JSON.stringify(process.env["REDIS_PORT"])}: it should be a number from 0 to 65535`,
    );
  }
  const startedAtMs = Date.now();
  const database = new Database({ now: Date.now });
  const server = createRedisServer({
    database,
    now: Date.now,
    facts: () => ({
      redis_version: "6.2.0",
      redis_mode: "standalone",
      server_name: "embedded",
      process_id: process.pid,
      uptime_in_seconds: Math.floor((Date.now() - startedAtMs) / 1000),
    }),
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    fail(
      error.code === "EADDRINUSE"
        ? `cannot listen on 127.0.0.1:${port}: the port is taken (REDIS_PORT chooses another)`
        : `cannot listen on 127.0.0.1:${port}: ${error.message}`,
    );
  });
  server.listen(port, "127.0.0.1", () => {
    // A TCP server that listens has an address with a port; the wider type is for pipes.
    console.log(`ready on 127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  setInterval(() => database.sweep(), sweepEveryMs).unref();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
}

function fail(message: string): never {
  console.error(`redis: ${message}`);
  process.exit(1);
}

main();
