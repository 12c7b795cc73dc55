import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { relationFlags, relationOf } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/** Everything of a pod is on this machine, and is reached where nobody else reaches it. */
const address = "127.0.0.1";

const loopback = {
  "bind-addresses": [
    {
      "mac-address": "",
      "interface-name": "lo",
      addresses: [{ hostname: "", address, value: address, cidr: "127.0.0.0/8" }],
    },
  ],
  "egress-subnets": [`${address}/32`],
  "ingress-addresses": [address],
};

/** What each flag asks for, by the name that the answer has it under. */
const parts: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["bind-address", address],
  ["egress-subnets", loopback["egress-subnets"]],
  ["ingress-address", address],
  ["primary-address", address],
]);

/**
 * `network-get [-r ID] ENDPOINT [--bind-address] [--ingress-address] [--egress-subnets]`: how the unit is reached through an
 * endpoint. In a pod everything is on the loopback interface.
 * @source Juju 3.6, reference/hook-command, network-get
 */
export const networkGet: HookTool = {
  name: "network-get",
  flags: {
    ...outputFlags,
    ...relationFlags,
    ...Object.fromEntries([...parts.keys()].map((flag) => [flag, { flag, takes: "nothing" } as const])),
  },
  run(call, context) {
    const [endpoint] = call.words;
    if (endpoint === undefined) throw new HookToolError("no arguments specified", 2);
    refuseExtra(call.words, 1);
    const { relations, extraBindings } = context.place.charm;
    if (!relations.has(endpoint) && ![...extraBindings, "juju-info"].includes(endpoint)) {
      throw new HookToolError(`no network config found for binding ${JSON.stringify(endpoint)}`);
    }
    if (call.flags.has("relation")) relationOf(call, context);
    const asked = [...parts].filter(([flag]) => call.flags.get(flag) === true);
    const [first] = asked;
    if (first === undefined) return { stdout: printValue(loopback, call) };
    return { stdout: printValue(asked.length === 1 ? first[1] : Object.fromEntries(asked), call) };
  },
};

/**
 * `unit-get private-address|public-address`: where the unit is reached.
 * @source Juju 3.6, reference/hook-command, unit-get
 */
export const unitGet: HookTool = {
  name: "unit-get",
  flags: outputFlags,
  run(call) {
    const [setting] = call.words;
    if (setting === undefined) throw new HookToolError("no setting specified", 2);
    refuseExtra(call.words, 1);
    if (setting === "private-address" || setting === "public-address") {
      return { stdout: printValue(address, call) };
    }
    throw new HookToolError(`unknown setting ${JSON.stringify(setting)}`, 2);
  },
};
