import type { Supervisor } from "@cobble/testing";

/** A service that is enabled. */
export const web = `
services:
  web: {override: replace, command: web --port 80, startup: enabled}
`;

/** Adds a layer and starts what it enables, as charms do. */
export const replan = async (supervisor: Supervisor, yaml: string, label = "base"): Promise<void> => {
  const { layers, services, changes } = supervisor.client;
  await layers.add({ label, yaml, combine: true });
  await changes.waitDone(await services.replan(), { timeoutMs: 30_000 });
};
