import type { ServiceStatus, ServiceInfo as WireServiceInfo } from "@cobble/wire";

/** How a service is. */
export interface ServiceInfo {
  readonly name: string;
  /** `enabled` or `disabled`. */
  readonly startup: string;
  /** `active` while it runs; `backoff` between two tries; `error` when starting it failed. */
  readonly current: ServiceStatus;
  /** Since when; absent when it has never been started. */
  readonly currentSince?: Date;
  /** Whether its process runs. */
  isRunning(): boolean;
}

/** Reads a service as the API tells it. */
export const readServiceInfo = (info: WireServiceInfo): ServiceInfo => {
  const since = info["current-since"];
  return {
    name: info.name,
    startup: info.startup,
    current: info.current,
    ...(since === undefined ? {} : { currentSince: new Date(since) }),
    isRunning: () => info.current === "active",
  };
};
