/**
 * The service supervisor: `runDaemon` is what `cobble run` is. It reads layers, runs services and checks, keeps changes
 * and notices, and answers the HTTP API on a Unix socket. It imports `@cobble/wire` and `@cobble/plan`, never the client.
 *
 * @example
 * import { StartError } from "@cobble/daemon";
 *
 * console.log(new StartError('directory "layers" must be absolute').kind); // start
 */

export { DaemonError, StartError } from "./errors.ts";
export * from "./inspect-layers.ts";
export type { LayerReport } from "./layer-report.ts";
export { runDaemon } from "./main.ts";
export { exportPebbleState } from "./open-state.ts";
export type { RunOptions } from "./run-options.ts";
