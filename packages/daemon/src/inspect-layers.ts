import type { LayerReport } from "./layer-report.ts";

// Loaded when it is called: a daemon that starts does not need it before its socket answers.
const load = (): Promise<typeof import("./layer-report.ts")> => import("./layer-report.ts");

/**
 * Reads layers as the daemon does and tells everything that is wrong with them at once, in each and in the plan that they
 * make.
 * @param paths directories of layers, and single files, lowest first
 */
export const inspectLayers = async (paths: readonly string[]): Promise<LayerReport> =>
  (await load()).reportLayers(paths);

/**
 * {@link inspectLayers} for the layers that a daemon of this directory would read; there may be none. Only here this machine's
 * accounts count: files that are named may be for another one.
 */
export const inspectPebbleDir = async (pebbleDir: string): Promise<LayerReport> =>
  (await load()).reportPebbleDir(pebbleDir);
