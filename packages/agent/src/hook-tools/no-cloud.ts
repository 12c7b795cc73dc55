import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `credential-get`: a pod on this machine is in no cloud, which is the same error as for a charm that is not trusted.
 * @source Juju 3.6, reference/hook-command, credential-get
 */
export const credentialGet: HookTool = {
  name: "credential-get",
  flags: outputFlags,
  run(call) {
    refuseExtra(call.words, 0);
    throw new HookToolError("cannot access cloud credentials: permission denied (a pod is in no cloud)");
  },
};

/**
 * `add-metric [--labels KEY=VALUE,...] KEY=VALUE ...`: nobody collects metrics in a pod, nor since Juju 3.6.11.
 * @source Juju 2.9, reference/hook-command, add-metric
 */
export const addMetric: HookTool = {
  name: "add-metric",
  flags: { l: { flag: "labels", takes: "text" }, labels: { flag: "labels", takes: "text" } },
  run() {
    throw new HookToolError("cannot record metric: metrics disabled");
  },
};

/**
 * `juju-reboot [--now]`: a pod has no machine of its own to start anew, as on Kubernetes.
 * @source Juju 3.6, reference/hook-command, juju-reboot
 */
export const jujuReboot: HookTool = {
  name: "juju-reboot",
  flags: { now: { flag: "now", takes: "nothing" } },
  run(call) {
    refuseExtra(call.words, 0);
    throw new HookToolError("cannot reboot: a pod has no machine of its own");
  },
};
