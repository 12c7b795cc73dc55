import { defaultNetwork } from "../state/network.ts";
import { PlainText, type Tool, type ToolTable, toolFailure } from "./tool-call.ts";

const storageGet: Tool = (juju, call) => {
  const [name = "", index] = (call.options["-s"] ?? "").split("/");
  const found = juju.state.storages.find((each) => each.name === name && each.index === Number(index));
  if (found === undefined) throw toolFailure(call, `storage "${call.options["-s"]}" not found`);
  return { kind: "filesystem", location: juju.storagePath(found.name, found.index) };
};

const networkGet: Tool = (juju, call) => {
  const [name = ""] = call.words;
  const { relations, extraBindings } = juju.identity.meta;
  const endpoint = relations.get(name);
  const isBinding = extraBindings.includes(name) || name === "juju-info";
  if (!isBinding && (endpoint === undefined || endpoint.scope === "container")) {
    throw toolFailure(call, `no network config found for binding "${name}": relation not found`);
  }
  const { networks } = juju.state;
  const network = networks[`${name}:${call.options["-r"]}`] ?? networks[name] ?? defaultNetwork;
  return {
    "bind-addresses": network.bindAddresses.map(({ interfaceName, macAddress, addresses }) => ({
      "interface-name": interfaceName,
      "mac-address": macAddress,
      addresses,
    })),
    "ingress-addresses": network.ingressAddresses,
    "egress-subnets": network.egressSubnets,
  };
};

const goalState: Tool = (juju) => {
  const { state, identity } = juju;
  const goal = { status: "active", since: new Date(juju.nowMs()).toISOString() };
  // Of the units that are planned, this one is among the first.
  const others = Array.from({ length: state.plannedUnits }, (_, number) => number);
  const numbers = others.includes(identity.unitNumber)
    ? others
    : [...others.slice(0, -1), identity.unitNumber].slice(0, state.plannedUnits);
  const relations = new Map<string, Record<string, unknown>>();
  for (const { endpoint, remoteAppName, remoteUnitsData } of state.relations) {
    const goals = relations.get(endpoint) ?? {};
    goals[remoteAppName] = goal;
    for (const number of Object.keys(remoteUnitsData)) goals[`${remoteAppName}/${number}`] = goal;
    relations.set(endpoint, goals);
  }
  return {
    units: Object.fromEntries(numbers.map((number) => [`${identity.appName}/${number}`, goal])),
    relations: Object.fromEntries(relations),
  };
};

const credentialGet: Tool = (juju, call) => {
  const spec = juju.state.model.cloudSpec;
  if (!juju.identity.isTrusted) {
    throw toolFailure(call, "charm is not trusted; make the context with `isTrusted: true`");
  }
  if (spec === undefined)
    throw toolFailure(call, "cloud spec is empty; give the state's model a `cloudSpec`");
  const { credential } = spec;
  return {
    type: spec.type,
    name: spec.name,
    region: spec.region,
    endpoint: spec.endpoint,
    "identity-endpoint": spec.identityEndpoint,
    "storage-endpoint": spec.storageEndpoint,
    cacertificates: spec.caCertificates,
    "skip-tls-verify": spec.skipTlsVerify,
    "is-controller-cloud": spec.isControllerCloud,
    ...(credential && {
      credential: {
        "auth-type": credential.authType,
        attrs: credential.attributes,
        redacted: credential.redacted,
      },
    }),
  };
};

/** The tools of storages, resources, networks and the cloud. */
export const worldTools: ToolTable = {
  "storage-list": (juju, { words: [name] }) =>
    juju.state.storages.filter((each) => each.name === name).map(({ index }) => `${name}/${index}`),
  "storage-get": storageGet,
  "storage-add": (juju, { words }) => {
    for (const word of words) {
      const [name = "", count] = word.split("=");
      const { requestedStorages } = juju.records;
      requestedStorages[name] = (requestedStorages[name] ?? 0) + Number(count);
    }
  },
  "resource-get": (juju, call) => {
    const [name = ""] = call.words;
    const path = juju.state.resources[name];
    if (path === undefined) {
      throw toolFailure(call, `could not download resource "${name}": the state has none of that name`);
    }
    return new PlainText(path);
  },
  "network-get": networkGet,
  "goal-state": goalState,
  "credential-get": credentialGet,
};
