import { HookToolError } from "../errors.ts";
import type { HookContext, UnitPlace } from "../hooks/context.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool, ToolCall } from "./tool.ts";

/** For whom a port is open: some of the endpoints, or when absent all of them. */
type Endpoints = readonly string[] | undefined;

const shape = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/i;
const isPort = (port: number): boolean => port >= 1 && port <= 65535;

/**
 * Reads a port or a range as the tools take them.
 * @returns the same in full, as in `80/tcp`
 * @throws {HookToolError} when it is none
 */
const readPort = (text: string): string => {
  if (text.toLowerCase() === "icmp") return "icmp";
  const [, from = "", to = from, protocol = "tcp"] = shape.exec(text) ?? [];
  if (!isPort(Number(from)) || !isPort(Number(to)) || Number(to) < Number(from)) {
    const expected = "<port>[/<protocol>] or <from>-<to>[/<protocol>]";
    throw new HookToolError(`expected ${expected}; got ${JSON.stringify(text)}`, 2);
  }
  return `${to === from ? from : `${from}-${to}`}/${protocol.toLowerCase()}`;
};

const portOf = (call: ToolCall): string => {
  const [text] = call.words;
  if (text === undefined) throw new HookToolError("no port or range specified", 2);
  refuseExtra(call.words, 1);
  return readPort(text);
};

const endpointFlags = { ...outputFlags, endpoints: { flag: "endpoints", takes: "text" } } as const;

const endpointsOf = ({ charm }: UnitPlace): readonly string[] => [
  ...charm.relations.keys(),
  ...charm.extraBindings,
];

/** @throws {HookToolError} when the charm has none of such a name */
const readEndpoints = ({ flags }: ToolCall, place: UnitPlace): Endpoints => {
  const names = String(flags.get("endpoints") ?? "")
    .split(",")
    .flatMap((name) => name.trim() || []);
  if (names.length === 0 || names.includes("*")) return undefined;
  const known = endpointsOf(place);
  const missing = names.find((name) => !known.includes(name));
  if (missing === undefined) return known.filter((name) => names.includes(name));
  throw new HookToolError(`endpoint ${JSON.stringify(missing)} not found: known are ${known.join(", ")}`);
};

const rangeOf = (port: string): { readonly from: number; readonly to: number; readonly protocol: string } => {
  const [, from, to = from, protocol = ""] = shape.exec(port) ?? [];
  return { from: Number(from), to: Number(to), protocol };
};

/**
 * Juju's firewall knows whole ranges only.
 * @throws {HookToolError} when an open range has some of these ports, and others
 */
const refuseOverlap = (verb: "open" | "close", port: string, open: readonly string[]): void => {
  const { from, to, protocol } = rangeOf(port);
  const other = open.find((each) => {
    const range = rangeOf(each);
    return each !== port && range.protocol === protocol && range.from <= to && from <= range.to;
  });
  if (other === undefined) return;
  throw new HookToolError(`cannot ${verb} ${port}: port range conflicts with ${other}`);
};

/** The context with a port open for these endpoints, and for none when it is for an empty list. */
const withPort = (context: HookContext, port: string, endpoints: Endpoints): HookContext => {
  const { facts } = context;
  const { [port]: _before, ...others } = facts.portEndpoints ?? {};
  const kept = facts.ports.filter((each) => each !== port);
  const ports = [...kept, ...(endpoints?.length === 0 ? [] : [port])].toSorted((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const portEndpoints =
    endpoints === undefined || endpoints.length === 0 ? others : { ...others, [port]: endpoints };
  return { ...context, facts: { ...facts, ports, portEndpoints } };
};

/**
 * `open-port PORT[-PORT][/PROTOCOL] [--endpoints NAME,...]`: says that the unit serves there. On one machine there is no
 * firewall to open, so it only shows in the pod's status.
 * @source Juju 3.6, reference/hook-command, open-port
 */
export const openPort: HookTool = {
  name: "open-port",
  flags: endpointFlags,
  run(call, context) {
    const port = portOf(call);
    const { ports, portEndpoints = {} } = context.facts;
    refuseOverlap("open", port, ports);
    const wanted = readEndpoints(call, context.place);
    const before = ports.includes(port) ? portEndpoints[port] : [];
    const all = wanted === undefined || before === undefined;
    const endpoints = all ? undefined : [...new Set([...before, ...wanted])];
    return { context: withPort(context, port, endpoints) };
  },
};

/**
 * `close-port PORT[-PORT][/PROTOCOL] [--endpoints NAME,...]`: takes {@link openPort} back. What was open for all endpoints is
 * open for the others after it was closed for some.
 * @source Juju 3.6, reference/hook-command, close-port
 */
export const closePort: HookTool = {
  name: "close-port",
  flags: endpointFlags,
  run(call, context) {
    const port = portOf(call);
    const { ports, portEndpoints = {} } = context.facts;
    refuseOverlap("close", port, ports);
    const closed = readEndpoints(call, context.place);
    if (!ports.includes(port)) return {};
    const before = portEndpoints[port] ?? endpointsOf(context.place);
    const left = closed === undefined ? [] : before.filter((name) => !closed.includes(name));
    return { context: withPort(context, port, left) };
  },
};

/**
 * `opened-ports [--endpoints]`: the ports that are open, each with whom it is open for when that is asked.
 * @source Juju 3.6, reference/hook-command, opened-ports: `80/tcp (endpoint1, endpoint2)`, `80/tcp (*)`
 */
export const openedPorts: HookTool = {
  name: "opened-ports",
  flags: { ...outputFlags, endpoints: { flag: "endpoints", takes: "nothing" } },
  run(call, { facts: { ports, portEndpoints = {} } }) {
    refuseExtra(call.words, 0);
    const described = ports.map((port) => `${port} (${(portEndpoints[port] ?? ["*"]).join(", ")})`);
    return { stdout: printValue(call.flags.get("endpoints") === true ? described : ports, call) };
  },
};
