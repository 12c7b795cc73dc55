import { asTexts, readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The protocols that have ports to open, and `icmp`, which has none. */
export type PortProtocol = "tcp" | "udp" | "icmp";

/** An opened port, or a range of them; `icmp` has no number. */
export interface Port {
  readonly protocol: PortProtocol;
  readonly port?: number | undefined;
  /** The last of a range, of which `port` is the first. */
  readonly toPort?: number | undefined;
  /** The endpoints that it is open for, or `["*"]` for all of them; absent when nobody asked, which when opening means all. */
  readonly endpoints?: readonly string[] | undefined;
}

/** The tools of ports. */
export interface PortTools {
  openPort(port: Port): Promise<void>;
  closePort(port: Port): Promise<void>;
  /**
   * The ports that are open. What the same hook opens and closes shows when it has ended.
   * @param options with `endpoints`, each port says which it is open for
   */
  openedPorts(options?: { readonly endpoints?: boolean }): Promise<readonly Port[]>;
}

/** A port or a range as the tools write it, as in `80/tcp`, `8000-8099/udp` or `icmp`. */
export const portText = ({ protocol, port, toPort }: Port): string => {
  if (port === undefined) return protocol;
  return `${toPort === undefined ? port : `${port}-${toPort}`}/${protocol}`;
};

const argsOf = (port: Port): readonly string[] => {
  // All of them is what the tools do when they are told of none.
  const endpoints = (port.endpoints ?? []).filter((name) => name !== "*");
  return [...(endpoints.length === 0 ? [] : ["--endpoints", endpoints.join(",")]), portText(port)];
};

const shape = /^(?:(icmp)|(\d+)(?:-(\d+))?(?:\/(tcp|udp))?)(?: +\((.*)\))?$/;

/**
 * Reads `80/tcp`, `80`, `8000-8099/udp` or `icmp`, with endpoints after it as in `80/tcp (db, web)`; what is none of these is
 * left out, as the reference does.
 * @differs from ops 3.9, which takes the last of several endpoints only
 */
const readPort = (text: string): readonly Port[] => {
  const match = shape.exec(text);
  if (match === null) return [];
  const [, icmp, first, last, protocol, list] = match;
  const endpoints = list === undefined ? {} : { endpoints: list.split(",").map((name) => name.trim()) };
  if (icmp !== undefined) return [{ protocol: "icmp", ...endpoints }];
  const range = last === undefined ? {} : { toPort: Number(last) };
  return [{ protocol: protocol === "udp" ? "udp" : "tcp", port: Number(first), ...range, ...endpoints }];
};

/** @source ops 3.9, ops/hookcmds/_port.py */
export const portTools = (run: RunTool): PortTools => ({
  async openPort(port) {
    await run("open-port", argsOf(port));
  },
  async closePort(port) {
    await run("close-port", argsOf(port));
  },
  async openedPorts({ endpoints = false } = {}) {
    const args = [...(endpoints ? ["--endpoints"] : []), "--format=json"];
    return asTexts(await readJson(run, "opened-ports", args), "opened-ports").flatMap(readPort);
  },
});
