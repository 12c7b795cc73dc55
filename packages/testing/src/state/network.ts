import type { NetworkFacts } from "@cobble/charm/internals";

/** How the unit is reached through an endpoint. */
export type NetworkState = NetworkFacts;

/** A network of which only what differs from the default has to be said. */
export type NetworkInput = Partial<NetworkState>;

/** @source ops 3.9, testing/src/scenario/state.py, Network */
export const defaultNetwork: NetworkState = {
  bindAddresses: [
    { interfaceName: "", macAddress: "", addresses: [{ value: "192.0.2.0", hostname: "", cidr: "" }] },
  ],
  ingressAddresses: ["192.0.2.0"],
  egressSubnets: ["192.0.2.0/24"],
};
