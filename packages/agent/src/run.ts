import type { Pod } from "./pod/pod.ts";
import type { UpOptions } from "./pod/up.ts";

/**
 * Brings a pod up. What that takes is loaded now, so that the other commands and the hook tools start without it.
 * @throws {PodInputError} when the folder's files have faults; nothing was started
 * @throws {ValueError} when a value for a config option is wrong; nothing was started
 * @throws {PodRunningError} when the pod is up already
 */
export const runPod = async (options: UpOptions): Promise<Pod> => {
  const { bringUp } = await import("./pod/up.ts");
  return bringUp(options);
};
