import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool, ToolCall } from "./tool.ts";

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

const withPorts = (context: HookContext, ports: ReadonlySet<string>): HookContext => ({
  ...context,
  facts: {
    ...context.facts,
    ports: [...ports].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })),
  },
});

/**
 * `open-port PORT[/PROTOCOL]`: says that the unit serves there. On one machine there is no firewall to open, so it only
 * shows in the pod's status.
 * @source Juju 3.6, reference/hook-command, open-port
 */
export const openPort: HookTool = {
  name: "open-port",
  flags: endpointFlags,
  run: (call, context) => ({
    context: withPorts(context, new Set([...context.facts.ports, portOf(call)])),
  }),
};

/**
 * `close-port PORT[/PROTOCOL]`: takes {@link openPort} back.
 * @source Juju 3.6, reference/hook-command, close-port
 */
export const closePort: HookTool = {
  name: "close-port",
  flags: endpointFlags,
  run(call, context) {
    const closed = portOf(call);
    return { context: withPorts(context, new Set(context.facts.ports.filter((port) => port !== closed))) };
  },
};

/**
 * `opened-ports`: the ports that are open.
 * @source Juju 3.6, reference/hook-command, opened-ports
 */
export const openedPorts: HookTool = {
  name: "opened-ports",
  flags: { ...outputFlags, endpoints: { flag: "endpoints", takes: "nothing" } },
  run(call, { facts }) {
    refuseExtra(call.words, 0);
    return { stdout: printValue(facts.ports, call) };
  },
};
