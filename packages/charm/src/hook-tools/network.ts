import { asList, asRecord, asTexts, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** One address of an interface. */
export interface NetworkAddress {
  readonly hostname: string;
  /** An IP address, or a name that could not be resolved; may be empty. */
  readonly value: string;
  /** The network that it is in, as in `10.0.0.0/24`; may be empty. */
  readonly cidr: string;
}

/** An interface that the workload may listen on. */
export interface NetworkBindAddress {
  readonly macAddress: string;
  readonly interfaceName: string;
  readonly addresses: readonly NetworkAddress[];
}

/** What the agent knows of the network of an endpoint. */
export interface NetworkFacts {
  readonly bindAddresses: readonly NetworkBindAddress[];
  /** Where others reach the unit. */
  readonly ingressAddresses: readonly string[];
  /** The networks that others see the unit come from. */
  readonly egressSubnets: readonly string[];
}

/** The tool of networks. */
export interface NetworkTools {
  /**
   * @param binding the name of an endpoint or an extra binding
   * @param relationId one relation of the endpoint, which may have a network of its own
   */
  networkGet(binding: string, relationId?: number): Promise<NetworkFacts>;
}

const tool = "network-get";

const readAddress = (value: unknown): NetworkAddress => {
  const address = asRecord(value, tool);
  return {
    hostname: textOf(address, "hostname"),
    // Agents before Juju 2.9 call it `address`.
    value: textOf(address, "value") || textOf(address, "address"),
    cidr: textOf(address, "cidr"),
  };
};

const readBindAddress = (value: unknown): NetworkBindAddress => {
  const bind = asRecord(value, tool);
  return {
    macAddress: textOf(bind, "mac-address"),
    interfaceName: textOf(bind, "interface-name"),
    addresses: asList(bind["addresses"], tool).map(readAddress),
  };
};

/** @source ops 3.9, ops/hookcmds/_other.py, network_get */
export const networkTools = (run: RunTool): NetworkTools => ({
  async networkGet(binding, relationId) {
    const relation = relationId === undefined ? [] : ["-r", String(relationId)];
    const answer = asRecord(await readJson(run, tool, ["--format=json", ...relation, binding]), tool);
    return {
      bindAddresses: asList(answer["bind-addresses"], tool).map(readBindAddress),
      ingressAddresses: asTexts(answer["ingress-addresses"], tool),
      egressSubnets: asTexts(answer["egress-subnets"], tool),
    };
  },
});
