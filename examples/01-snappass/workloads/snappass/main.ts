import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { RedisClient } from "../resp/client.ts";
import { createLog, type Log } from "./log.ts";
import { createReadNotifier } from "./notify.ts";
import { createSecrets } from "./secrets.ts";
import { createWebServer } from "./server.ts";
import { readSettings, type Settings } from "./settings.ts";

const usage = `Usage: snappass [purge]

Without a word it serves the web page; purge deletes all secrets and prints how many there were.
Environment: SNAPPASS_HOST, SNAPPASS_PORT, SNAPPASS_LOG_LEVEL (debug, info, warning or error), REDIS_HOST, REDIS_PORT.`;

const stopWithinMs = 2_000;

async function main(words: readonly string[]): Promise<void> {
  const [word] = words;
  if (word === "--help" || word === "-h") console.log(usage);
  else if (words.length > 1 || (word !== undefined && word !== "purge"))
    fail(`cannot understand ${JSON.stringify(words.join(" "))}\n${usage}`);
  else if (word === "purge") await purge(readSettings(process.env));
  else serve(readSettings(process.env));
}

async function purge({ redis }: Settings): Promise<void> {
  const client = new RedisClient(redis);
  try {
    console.log(await createSecrets(client).purge());
  } finally {
    client.close();
  }
}

function serve({ host, port, logLevel, redis }: Settings): void {
  const log = createLog(logLevel, console.log);
  const client = new RedisClient(redis);
  const notifier = createReadNotifier({ log, enabled: Boolean(process.env["PEBBLE_SOCKET"]) });
  const server = createWebServer({ log, notifier, secrets: createSecrets(client) });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE" ? "the port is taken (SNAPPASS_PORT chooses another)" : error.message;
    fail(`cannot listen on ${host}:${port}: ${reason}`);
  });
  server.listen(port, host, () => {
    // A TCP server that listens has an address with a port; the wider type is for pipes.
    const { port: listening } = server.address() as AddressInfo;
    log("info", `listening on http://${host.includes(":") ? `[${host}]` : host}:${listening}`);
    log("info", `storing secrets in Redis at ${redis.host}:${redis.port}`);
  });
  const stop = (signal: string): void => void shutDown({ server, log, settled: notifier.settled }, signal);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}

/** Lets requests that run finish, but not for long: the supervisor would kill what takes its time. */
async function shutDown(
  { server, log, settled }: { server: Server; log: Log; settled: () => Promise<void> },
  signal: string,
): Promise<void> {
  log("info", `stopping on ${signal}`);
  setTimeout(() => process.exit(0), stopWithinMs).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await closed;
  await settled();
  process.exit(0);
}

function fail(message: string): never {
  console.error(`snappass: ${message}`);
  process.exit(1);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
});
