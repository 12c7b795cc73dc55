import { asTexts, readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The protocols that have ports to open, and `icmp`, which has none. */
export type PortProtocol = "tcp" | "udp" | "icmp";

/** An opened port; `icmp` has no number. */
export interface Port {
  readonly protocol: PortProtocol;
  readonly port?: number | undefined;
}

/** The tools of ports. */
export interface PortTools {
  openPort(port: Port): Promise<void>;
  closePort(port: Port): Promise<void>;
  /** One of a range is its first. */
  openedPorts(): Promise<readonly Port[]>;
}

const argOf = ({ protocol, port }: Port): string => (port === undefined ? protocol : `${port}/${protocol}`);

/** Reads `80/tcp`, `80`, `8000-8099/udp` or `icmp`; what is none of these is left out, as the reference does. */
const readPort = (text: string): readonly Port[] => {
  if (text === "icmp") return [{ protocol: "icmp" }];
  const match = /^(\d+)(?:-\d+)?(?:\/(tcp|udp))?$/.exec(text);
  if (match === null) return [];
  return [{ protocol: match[2] === "udp" ? "udp" : "tcp", port: Number(match[1]) }];
};

/** @source ops 3.9, ops/hookcmds/_port.py */
export const portTools = (run: RunTool): PortTools => ({
  async openPort(port) {
    await run("open-port", [argOf(port)]);
  },
  async closePort(port) {
    await run("close-port", [argOf(port)]);
  },
  async openedPorts() {
    const ports = await readJson(run, "opened-ports", ["--format=json"]);
    return asTexts(ports, "opened-ports").flatMap(readPort);
  },
});
