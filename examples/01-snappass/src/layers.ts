import type { LayerDict } from "@cobble/charm";
import type { SnappassTypes } from "./charmcraft.d.ts";

/** The options, as the charm reads them. */
export type SnappassConfig = SnappassTypes["config"];

/** The containers of the charm; the service in each has its name. */
export type ContainerName = SnappassTypes["containers"];

const environments = {
  snappass: (config: SnappassConfig) => ({
    SNAPPASS_PORT: String(config.port),
    SNAPPASS_LOG_LEVEL: config["log-level"],
    REDIS_HOST: "127.0.0.1",
    REDIS_PORT: String(config["redis-port"]),
  }),
  redis: (config: SnappassConfig) => ({ REDIS_PORT: String(config["redis-port"]) }),
};

const healthUrl = (config: SnappassConfig): string => `http://127.0.0.1:${config.port}/health`;

const snappassLayer = (config: SnappassConfig): LayerDict => ({
  summary: "The web app",
  services: {
    snappass: {
      override: "replace",
      summary: "Shares a secret once",
      command: "snappass",
      startup: "enabled",
      environment: environments.snappass(config),
      "on-check-failure": { "snappass-up": "restart" },
    },
  },
  checks: {
    "snappass-up": {
      override: "replace",
      level: "ready",
      period: "2s",
      timeout: "1s",
      threshold: 3,
      http: { url: healthUrl(config) },
    },
  },
});

const redisLayer = (config: SnappassConfig): LayerDict => ({
  summary: "The store",
  services: {
    redis: {
      override: "replace",
      summary: "Keeps secrets until they are read",
      command: "redis",
      startup: "enabled",
      environment: environments.redis(config),
      "on-check-failure": { "redis-up": "restart" },
    },
  },
  checks: {
    "redis-up": {
      override: "replace",
      level: "alive",
      period: "2s",
      timeout: "1s",
      threshold: 3,
      // It asks the Redis that the service's environment names.
      exec: { command: "redis-ping", "service-context": "redis" },
    },
  },
});

/** What a container runs: the layer that is added when its supervisor is ready. */
export const baseLayer = (container: ContainerName, config: SnappassConfig): LayerDict =>
  container === "snappass" ? snappassLayer(config) : redisLayer(config);

/** What of it the configuration decides: the layer that is put over the first one when an option has changed. */
export const configLayer = (container: ContainerName, config: SnappassConfig): LayerDict =>
  container === "snappass"
    ? {
        services: { snappass: { override: "merge", environment: environments.snappass(config) } },
        checks: { "snappass-up": { override: "merge", http: { url: healthUrl(config) } } },
      }
    : { services: { redis: { override: "merge", environment: environments.redis(config) } } };
