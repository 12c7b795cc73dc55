import { RelationNotFoundError } from "../errors.ts";
import type { NetworkAddress, NetworkFacts, NetworkTools } from "../hook-tools/network.ts";
import { askOnce } from "./ask-once.ts";

/** One address that the workload may listen on. */
export interface NetworkInterface {
  /** As in `eth0`. */
  readonly name: string;
  /** An IP address, or a name that could not be resolved; undefined when there is none. */
  readonly address: string | undefined;
  /** The network that it is in, as in `10.0.0.0/24`; that of the address alone when the agent did not say, and undefined for a name. */
  readonly subnet: string | undefined;
}

/** How the unit is reached through an endpoint. */
export interface Network {
  /** One entry for each address: an interface may have several. */
  readonly interfaces: readonly NetworkInterface[];
  /** What the workload should listen on: the first of the interfaces' addresses. */
  readonly bindAddress: string | undefined;
  /** Where others reach the unit: the first of the addresses for that. */
  readonly ingressAddress: string | undefined;
  readonly ingressAddresses: readonly string[];
  /** The networks that others see the unit come from, as in `10.0.0.1/32`. */
  readonly egressSubnets: readonly string[];
}

/** The network of one address alone; a name that could not be resolved is in none that is known. */
const hostSubnet = (address: string): string | undefined => {
  if (address.includes(":")) return `${address}/128`;
  return /^[\d.]+$/.test(address) ? `${address}/32` : undefined;
};

const makeInterface = (name: string, { value, cidr }: NetworkAddress): NetworkInterface => ({
  name,
  address: value || undefined,
  subnet: cidr || hostSubnet(value),
});

/** @source ops 3.9, ops/model.py, Network and NetworkInterface */
const makeNetwork = ({ bindAddresses, ingressAddresses, egressSubnets }: NetworkFacts): Network => {
  const interfaces = bindAddresses.flatMap(({ interfaceName, addresses }) =>
    addresses.map((address) => makeInterface(interfaceName, address)),
  );
  return {
    interfaces,
    bindAddress: interfaces[0]?.address,
    ingressAddress: ingressAddresses[0],
    ingressAddresses,
    egressSubnets,
  };
};

/** The network of an endpoint, or of one of its relations. */
export class Binding {
  /** The endpoint or extra binding. */
  readonly name: string;
  readonly #tools: NetworkTools;
  readonly #relationId: number | undefined;
  readonly #network: () => Promise<Network>;

  constructor(
    tools: NetworkTools,
    { name, relationId }: { readonly name: string; readonly relationId?: number | undefined },
  ) {
    this.name = name;
    this.#tools = tools;
    this.#relationId = relationId;
    this.#network = askOnce(() => this.#ask());
  }

  /**
   * How the unit is reached; asked for once. That of the endpoint when the relation is gone.
   * @throws {HookToolError} when the charm has no such endpoint or binding
   */
  getNetwork(): Promise<Network> {
    return this.#network();
  }

  async #ask(): Promise<Network> {
    try {
      return makeNetwork(await this.#tools.networkGet(this.name, this.#relationId));
    } catch (error) {
      if (!(error instanceof RelationNotFoundError) || this.#relationId === undefined) throw error;
      return makeNetwork(await this.#tools.networkGet(this.name));
    }
  }
}
