import { ModelError } from "../errors.ts";
import type { Port, PortTools } from "../hook-tools/port.ts";

const keyOf = ({ protocol, port }: Port): string => (port === undefined ? protocol : `${port}/${protocol}`);

const check = (port: Port): Port => {
  const isIcmp = port.protocol === "icmp";
  if (isIcmp && port.port !== undefined) {
    throw new ModelError("port", `cannot use port ${port.port} of icmp: it has no ports`);
  }
  if (!isIcmp && port.port === undefined) {
    throw new ModelError("port", `cannot tell which port of ${port.protocol} is meant: it needs a number`);
  }
  return port;
};

/**
 * Opens a port.
 * @throws {ModelError} when a port of TCP or UDP has no number, or one of ICMP has
 */
export const openPort = (tools: PortTools, port: Port): Promise<void> => tools.openPort(check(port));

/**
 * Closes a port.
 * @throws {ModelError} when a port of TCP or UDP has no number, or one of ICMP has
 */
export const closePort = (tools: PortTools, port: Port): Promise<void> => tools.closePort(check(port));

/**
 * Closes the open ports that are not wanted, then opens those that are missing.
 * @param ports a number is a port of TCP
 * @throws {ModelError} when a port of TCP or UDP has no number, or one of ICMP has
 * @source ops 3.9, ops/model.py, Unit.set_ports
 */
export const setPorts = async (tools: PortTools, ports: readonly (number | Port)[]): Promise<void> => {
  const wanted = new Map<string, Port>();
  for (const port of ports) {
    const one = check(typeof port === "number" ? { protocol: "tcp", port } : port);
    wanted.set(keyOf(one), one);
  }
  const open = new Map((await tools.openedPorts()).map((port) => [keyOf(port), port]));
  for (const [key, port] of open) if (!wanted.has(key)) await tools.closePort(port);
  for (const [key, port] of wanted) if (!open.has(key)) await tools.openPort(port);
};
