import { SettingError } from "./errors.ts";
import { isLogLevel, type LogLevel, logLevels } from "./log.ts";

/** What the environment says about this server. */
export interface Settings {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly redis: { readonly host: string; readonly port: number };
}

/**
 * Reads SNAPPASS_HOST (127.0.0.1), SNAPPASS_PORT (5000), SNAPPASS_LOG_LEVEL (info), REDIS_HOST (127.0.0.1) and
 * REDIS_PORT (6379); an empty value counts as absent.
 * @throws {SettingError} when a value cannot be used.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const logLevel = env["SNAPPASS_LOG_LEVEL"] || "info";
  if (!isLogLevel(logLevel)) {
    throw new SettingError(
      `cannot use SNAPPASS_LOG_LEVEL "${logLevel}": it should be one of ${logLevels.join(", ")}`,
    );
  }
  return {
    host: env["SNAPPASS_HOST"] || "127.0.0.1",
    port: readPort("SNAPPASS_PORT", { text: env["SNAPPASS_PORT"] || "5000", lowest: 0 }),
    logLevel,
    redis: {
      host: env["REDIS_HOST"] || "127.0.0.1",
      port: readPort("REDIS_PORT", { text: env["REDIS_PORT"] || "6379", lowest: 1 }),
    },
  };
}

function readPort(name: string, { text, lowest }: { text: string; lowest: number }): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= lowest && port <= 65_535) return port;
  throw new SettingError(`cannot use ${name} "${text}": it should be a whole number from ${lowest} to 65535`);
}
