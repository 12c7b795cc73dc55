import { RedisClient } from "../resp/client.ts";

/** Exits with 0 when Redis answers PING on $REDIS_HOST:$REDIS_PORT (127.0.0.1:6379), with 1 and the reason otherwise. */
async function main(): Promise<void> {
  const client = new RedisClient({
    host: process.env["REDIS_HOST"] || "127.0.0.1",
    port: Number(process.env["REDIS_PORT"] || 6379),
  });
  try {
    console.log(await client.command(["PING"]));
  } catch (error) {
    console.error(`redis-ping: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    client.close();
  }
}

void main();
