import { JujuVersion, StoredValueError } from "@cobble/charm";
import { encodeStored } from "@cobble/charm/internals";
import type { FindFaults } from "./scene.ts";

/** The first Juju that shows the cloud to a charm on Kubernetes. */
const firstWithCloud = "3.6.10";

/** A cloud that a charm on Kubernetes could not see yet. */
export const cloudFaults: FindFaults = ({ state, identity }) => {
  const { cloudSpec, type } = state.model;
  const isOld = new JujuVersion(identity.jujuVersion).compare(firstWithCloud) < 0;
  if (cloudSpec === undefined || type !== "kubernetes" || !isOld) return [];
  return [
    `model.cloudSpec: a charm on Kubernetes cannot see the cloud before Juju ${firstWithCloud}; this is ${identity.jujuVersion}, set jujuVersion, or make model.type "lxd"`,
  ];
};

/** Stored values that could not have been stored. */
export const storedFaults: FindFaults = ({ state }) =>
  Object.entries(state.storedStates).flatMap(([handle, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      try {
        encodeStored(value, { name });
        return [];
      } catch (error) {
        if (!(error instanceof StoredValueError)) throw error;
        return [`storedStates["${handle}"].${name}: ${error.message}`];
      }
    }),
  );

/** Ports that nobody could open. */
export const portFaults: FindFaults = ({ state }) =>
  state.openedPorts.flatMap(({ protocol, port }, at) => {
    const path = `openedPorts[${at}].port`;
    if (protocol === "icmp") return port === undefined ? [] : [`${path}: icmp has no ports; leave it out`];
    if (port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535) return [];
    return [`${path}: a port of ${protocol} is a number from 1 to 65535, and not ${port}`];
  });

/** What can only be checked of Juju's own events. */
export const customWarnings: FindFaults = ({ event }) =>
  event.kind === "custom"
    ? [
        "event: it is the charm's own, so that nothing can be told of what it needs of the state; look yourself",
      ]
    : [];
