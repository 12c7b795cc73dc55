import type { RedisClient } from "../resp/client.ts";
import { createKey, isKey, sealOf } from "./sealing.ts";

/** The largest secret, in bytes of UTF-8. */
export const maxSecretBytes: number = 64 * 1024;

/** The longest life of a secret, in seconds: a week. */
export const maxLifeSeconds: number = 7 * 24 * 3600;

/** Secrets in Redis, each read once. Redis sees neither their text nor their keys. */
export interface Secrets {
  /** Stores a secret for `lifeSeconds` and returns its new key. */
  put(secret: string, lifeSeconds: number): Promise<string>;
  /** Whether the key's secret is still there; does not read it. */
  has(key: string): Promise<boolean>;
  /** Takes the secret away and returns it; undefined when it was read, has ended or never was. Exactly one caller gets it. */
  take(key: string): Promise<string | undefined>;
  /** Removes all secrets and returns how many there were. */
  purge(): Promise<number>;
  /** Settles when Redis answers. */
  ping(): Promise<void>;
}

const prefix = "snappass:";
const purgePageSize = "500";

/**
 * The secrets in the Redis of `client`; every call needs that Redis.
 * All calls reject with RedisUnavailableError when it is away, or RedisReplyError when it refuses.
 */
export function createSecrets(client: Pick<RedisClient, "command">): Secrets {
  return {
    put: async (secret, lifeSeconds) => {
      const key = createKey();
      const seal = sealOf(key);
      await client.command(["SET", prefix + seal.storageName, seal.close(secret), "EX", String(lifeSeconds)]);
      return key;
    },
    has: async (key) =>
      isKey(key) && (await client.command(["EXISTS", prefix + sealOf(key).storageName])) === 1,
    take: async (key) => {
      if (!isKey(key)) return undefined;
      const seal = sealOf(key);
      // GETDEL (Redis 6.2) is atomic, which is what makes "read once" true for two readers at the same time.
      const sealed = await client.command(["GETDEL", prefix + seal.storageName]);
      return typeof sealed === "string" ? seal.open(sealed) : undefined;
    },
    purge: () => purge(client),
    ping: async () => {
      await client.command(["PING"]);
    },
  };
}

async function purge(client: Pick<RedisClient, "command">): Promise<number> {
  let removed = 0;
  let cursor = "0";
  do {
    const page = await client.command(["SCAN", cursor, "MATCH", `${prefix}*`, "COUNT", purgePageSize]);
    const [next, keys] = Array.isArray(page) ? page : [];
    const names = Array.isArray(keys) ? keys.map(String) : [];
    if (names.length > 0) removed += Number(await client.command(["DEL", ...names]));
    cursor = String(next ?? "0");
  } while (cursor !== "0");
  return removed;
}
