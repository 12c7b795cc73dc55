import { type ConsistencyCase, charmcraft, fine, refused } from "./make.ts";

const cloudSpec = {
  type: "lxd",
  name: "localhost",
  caCertificates: [],
  skipTlsVerify: false,
  isControllerCloud: false,
};

/** Networks, the cloud and ports of a state. */
export const worldCases: readonly ConsistencyCase[] = [
  fine("networks of an endpoint, an extra binding and juju-info", {
    state: { networks: { db: {}, admin: {}, "juju-info": {} } },
  }),
  refused("a network that the charm does not have", "networks.other", { state: { networks: { other: {} } } }),
  refused("a network of a subordinate's relation", "networks.logs", { state: { networks: { logs: {} } } }),
  refused("an extra binding with the name of a relation", "db", {
    charmcraft: { ...charmcraft, "extra-bindings": { db: null } },
  }),
  fine("the cloud, on Kubernetes", { state: { model: { cloudSpec } } }),
  fine("the cloud, on a machine", {
    state: { model: { type: "lxd", cloudSpec } },
    options: { jujuVersion: "3.5.0" },
  }),
  refused("the cloud, on Kubernetes before 3.6.10", "model.cloudSpec", {
    state: { model: { cloudSpec } },
    options: { jujuVersion: "3.6.9" },
  }),
  fine("open ports", { state: { openedPorts: [{ protocol: "tcp", port: 1 }, { protocol: "icmp" }] } }),
  ...[0, 65_536].map((port) =>
    refused(`port ${port}`, "openedPorts[0].port", { state: { openedPorts: [{ protocol: "udp", port }] } }),
  ),
  refused("a port of icmp", "openedPorts[0].port", {
    state: { openedPorts: [{ protocol: "icmp", port: 1 }] },
  }),
];
