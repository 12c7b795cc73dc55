import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import type { HookTool } from "./tool.ts";

/**
 * `resource-get NAME`: where the file of a resource is, which `pod.yaml` gives.
 * @source Juju 3.6, reference/hook-command, resource-get
 */
export const resourceGet: HookTool = {
  name: "resource-get",
  flags: {},
  run(call, { place }) {
    const [name] = call.words;
    if (name === undefined) throw new HookToolError("missing required resource name", 2);
    refuseExtra(call.words, 1);
    const file = place.resources.get(name);
    if (file !== undefined) return { stdout: file };
    const resource = place.charm.resources.get(name);
    const reasons = {
      "oci-image": "it is an image, and a pod runs its containers without one",
      file: `nobody gave its file; write resources: {${name}: FILE} into pod.yaml`,
    };
    const reason = resource === undefined ? "the charm does not declare it" : reasons[resource.type];
    throw new HookToolError(`could not download resource: cannot get ${JSON.stringify(name)}: ${reason}`);
  },
};
