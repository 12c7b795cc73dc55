import type { ActionResults, Port, PortProtocol } from "@cobble/charm";
import { needed, type Steps } from "./play.ts";

/** A protocol, even one that the compiler would not take. */
const protocolOf = (text: string): PortProtocol => text as PortProtocol;

/** Steps of actions. */
export const actionSteps: Steps<"results" | "fail" | "action-log"> = {
  // A script may say what no compiler would let through.
  results: ({ event }, results) =>
    needed(event.setResults, "results").call(event, results as unknown as ActionResults),
  fail: ({ event }, message) => needed(event.fail, "end").call(event, message),
  "action-log": ({ event }, message) => needed(event.log, "log").call(event, message),
};

/** Steps of the unit. */
export const unitSteps: Steps<
  | "version"
  | "open"
  | "close"
  | "set-ports"
  | "ports"
  | "reboot"
  | "leader"
  | "leader-of"
  | "planned"
  | "container"
> = {
  version: ({ unit }, version) => unit.setWorkloadVersion(version as string),
  open: ({ unit }, protocol, port) => unit.openPort(protocolOf(protocol), port),
  close: ({ unit }, protocol, port) => unit.closePort(protocolOf(protocol), port),
  "set-ports": ({ unit }, ports) =>
    unit.setPorts(
      ...ports.map((port): number | Port =>
        typeof port === "number" ? port : { protocol: protocolOf(port[0]), port: port[1] ?? undefined },
      ),
    ),
  ports: async ({ unit, tell }) => {
    const ports = (await unit.openedPorts()).map(({ protocol, port }) => [protocol, port ?? 0] as const);
    tell(
      "ports",
      [...ports].sort(([a, one], [b, other]) => (a === b ? one - other : a < b ? -1 : 1)),
    );
  },
  reboot: async ({ unit, stage }, now) => {
    await unit.reboot({ now });
    stage.say("rebooted");
  },
  leader: async ({ unit, tell }) => tell("leader", await unit.isLeader()),
  "leader-of": async ({ model, tell }, name) => tell(`leader ${name}`, await model.getUnit(name).isLeader()),
  planned: async ({ app, model, tell }, other) =>
    tell("planned", await (other === undefined ? app : model.getApp(other)).plannedUnits()),
  container: async ({ unit, tell }, name) =>
    tell(`container ${name}`, await unit.getContainer(name).canConnect()),
};

/** Steps of the model. */
export const modelSteps: Steps<
  "config" | "binding" | "resource" | "storages" | "request" | "cloud" | "model-facts"
> = {
  config: ({ model, tell }, name) => tell(`config ${name}`, model.config[name]),
  binding: async ({ model, tell }, name, id) => {
    const key = id === undefined ? name : await model.relations.byId(name, id);
    const network = await model.getBinding(key).getNetwork();
    const { interfaces, bindAddress, ingressAddress, ingressAddresses, egressSubnets } = network;
    const facts = interfaces.map(({ name, address, subnet }) => [name, address, subnet]);
    tell(`network ${name}`, [facts, bindAddress, ingressAddress, ingressAddresses, egressSubnets]);
  },
  resource: async ({ model, tell }, name) => tell(`resource ${name}`, await model.resources.fetch(name)),
  storages: async ({ model, tell }, name) => {
    const found = await model.storages.get(name);
    const facts = await Promise.all(found.map(async (one) => [one.fullId, await one.getLocation()]));
    tell(`storages ${name}`, facts);
  },
  request: ({ model }, name, count) => model.storages.request(name, count),
  cloud: async ({ model, tell }) => {
    const spec = await model.getCloudSpec();
    const { type, name, region, endpoint, identityEndpoint, storageEndpoint, credential } = spec;
    const opens = credential && [credential.authType, credential.attributes, credential.redacted];
    const places = [region, endpoint, identityEndpoint, storageEndpoint];
    const rest = [spec.caCertificates, spec.skipTlsVerify, spec.isControllerCloud];
    tell("cloud", [type, name, ...places, opens, ...rest]);
  },
  "model-facts": ({ model, unit, app, tell }) =>
    tell("model", [model.name, model.uuid, unit.name, app.name, String(model.jujuVersion)]),
};
