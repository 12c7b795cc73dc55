import type { Port } from "@cobble/charm";
import type { Juju } from "./juju.ts";
import { type Tool, type ToolCall, type ToolTable, toolFailure } from "./tool-call.ts";

const readPort = (call: ToolCall): Port => {
  const [text = ""] = call.words;
  if (text === "icmp") return { protocol: "icmp" };
  const [, first, last, protocol] = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/.exec(text) ?? [];
  if (first === undefined) {
    throw toolFailure(call, `expected <port>[/<protocol>] or <from>-<to>[/<protocol>]; got "${text}"`);
  }
  const range = last === undefined ? {} : { toPort: Number(last) };
  return { protocol: protocol === "udp" ? "udp" : "tcp", port: Number(first), ...range };
};

const textOf = ({ protocol, port, toPort }: Port): string => {
  if (port === undefined) return protocol;
  return `${toPort === undefined ? port : `${port}-${toPort}`}/${protocol}`;
};

const isSame = (a: Port, b: Port): boolean => textOf(a) === textOf(b);

/** The endpoints that a call names; undefined stands for all of them. */
const namedEndpoints = ({ options }: ToolCall): readonly string[] | undefined =>
  options["--endpoints"]?.split(",");

const allEndpoints = ({ identity: { meta } }: Juju): readonly string[] => [
  ...meta.relations.keys(),
  ...meta.extraBindings,
];

/** What a port of the state is open for; undefined stands for all endpoints. */
const endpointsOf = ({ endpoints }: Port): readonly string[] | undefined =>
  endpoints?.includes("*") ? undefined : endpoints;

const openPort: Tool = (juju, call) => {
  const port = readPort(call);
  const { openedPorts } = juju.state;
  const before = openedPorts.find((other) => isSame(other, port));
  const wanted = namedEndpoints(call);
  const open = before === undefined ? [] : endpointsOf(before);
  const all = wanted === undefined || open === undefined;
  const now = all ? port : { ...port, endpoints: [...new Set([...open, ...wanted])] };
  if (before === undefined) return juju.update({ openedPorts: [...openedPorts, now] });
  juju.update({ openedPorts: openedPorts.map((other) => (other === before ? now : other)) });
};

const closePort: Tool = (juju, call) => {
  const port = readPort(call);
  const closed = namedEndpoints(call);
  const openedPorts = juju.state.openedPorts.flatMap((other) => {
    if (!isSame(other, port)) return [other];
    if (closed === undefined) return [];
    const left = (endpointsOf(other) ?? allEndpoints(juju)).filter((name) => !closed.includes(name));
    return left.length === 0 ? [] : [{ ...other, endpoints: left }];
  });
  juju.update({ openedPorts });
};

/** The tools of ports. */
export const portTools: ToolTable = {
  "open-port": openPort,
  "close-port": closePort,
  "opened-ports": ({ state }, { flags }) =>
    state.openedPorts.map((port) =>
      flags.has("--endpoints")
        ? `${textOf(port)} (${(endpointsOf(port) ?? ["*"]).join(", ")})`
        : textOf(port),
    ),
};
