import { ModelError } from "../errors.ts";
import { type Port, type PortTools, portText } from "../hook-tools/port.ts";

/** A range of ports, and who may use it. */
export type PortOptions = Pick<Port, "toPort" | "endpoints">;

const check = (port: Port): Port => {
  const { protocol, port: first, toPort: last } = port;
  const given = first ?? last;
  if (protocol === "icmp" && given !== undefined) {
    throw new ModelError("port", `cannot use port ${given} of icmp: it has no ports`);
  }
  if (protocol !== "icmp" && first === undefined) {
    throw new ModelError("port", `cannot tell which port of ${protocol} is meant: it needs a number`);
  }
  if (last !== undefined && last < (first ?? 0)) {
    throw new ModelError("port", `cannot use the range ${portText(port)}: its last port is below its first`);
  }
  return port;
};

/**
 * Opens a port, or a range.
 * @throws {ModelError} when a port of TCP or UDP has no number, one of ICMP has, or a range ends before it begins
 */
export const openPort = (tools: PortTools, port: Port): Promise<void> => tools.openPort(check(port));

/**
 * Closes a port, or a range.
 * @throws {ModelError} when a port of TCP or UDP has no number, one of ICMP has, or a range ends before it begins
 */
export const closePort = (tools: PortTools, port: Port): Promise<void> => tools.closePort(check(port));

/** What tells a port from the others; in whatever order the endpoints are that it is for. */
const keyOf = (port: Port): string => {
  const endpoints = [...(port.endpoints ?? ["*"])].sort((a, b) => (a < b ? -1 : 1));
  return [portText(port), ...endpoints].join(" ");
};

/**
 * Closes the open ports that are not wanted, then opens those that are missing.
 * @param ports a number is a port of TCP
 * @throws {ModelError} when a port of TCP or UDP has no number, one of ICMP has, or a range ends before it begins
 * @source ops 3.9, ops/model.py, Unit.set_ports
 * @differs from ops 3.9, which takes an open range for its first port: here a range is closed and kept as one
 */
export const setPorts = async (tools: PortTools, ports: readonly (number | Port)[]): Promise<void> => {
  const wanted = new Map<string, Port>();
  for (const port of ports) {
    const one = check(typeof port === "number" ? { protocol: "tcp", port } : port);
    wanted.set(keyOf(one), one);
  }
  const endpoints = [...wanted.values()].some((port) => port.endpoints !== undefined);
  const open = new Map((await tools.openedPorts({ endpoints })).map((port) => [keyOf(port), port]));
  for (const [key, port] of open) if (!wanted.has(key)) await tools.closePort(port);
  for (const [key, port] of wanted) if (!open.has(key)) await tools.openPort(port);
};
