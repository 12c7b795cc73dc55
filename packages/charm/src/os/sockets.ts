import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../context.ts";

/**
 * Where the socket of a container's supervisor is: below `COBBLE_CONTAINERS_DIR` when the local pod runner says so, else
 * where Juju mounts it.
 * @source ops 3.9, ops/model.py, Container; the older `/charm/NAME/pebble.sock` only if it is there
 */
export const socketPath = (container: string, env: Environment): string => {
  const root = env["COBBLE_CONTAINERS_DIR"];
  if (root !== undefined && root !== "") return join(root, container, "pebble.socket");
  const mounted = `/charm/containers/${container}/pebble.socket`;
  const older = `/charm/${container}/pebble.sock`;
  return !existsSync(mounted) && existsSync(older) ? older : mounted;
};
