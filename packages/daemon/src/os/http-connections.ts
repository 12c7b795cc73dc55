import { Agent as PlainAgent } from "node:http";
import { BlockList, isIP } from "node:net";
import type { HttpTarget } from "./http-target.ts";

/** What `node:http` makes a connection with; false is one of its own, closed afterwards. */
export type Connections = PlainAgent | false;

type Environment = Readonly<Record<string, string>>;

/** Whom an entry of `NO_PROXY` means. */
interface Exemption {
  /** `*`, a name that means its subdomains too, an address, or a subnet. */
  readonly name: string;
  /** Any, when there is none. */
  readonly port: number | undefined;
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

const isInSubnet = (address: string, subnet: string): boolean => {
  const [network = "", bits = ""] = subnet.split("/");
  if (isIP(network) === 0 || !/^\d{1,2}$|^1[012]\d$/.test(bits)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), familyOf(network));
  return list.check(address, familyOf(address));
};

/** This machine is asked directly, whatever the environment says. */
const isLocal = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && isInSubnet(host, "127.0.0.0/8"));

const readExemption = (text: string): Exemption => {
  const entry = text.trim().toLowerCase();
  const port = isIP(entry) === 6 ? undefined : /:(\d+)$/.exec(entry)?.[1];
  return port === undefined
    ? { name: entry, port: undefined }
    : { name: entry.slice(0, -port.length - 1), port: Number(port) };
};

const isMeant = ({ name, port }: Exemption, target: HttpTarget): boolean => {
  if (port !== undefined && port !== target.port) return false;
  const host = target.host.toLowerCase();
  if (name === "*" || name === host) return true;
  if (isIP(host) !== 0) return isInSubnet(host, name);
  return name !== "" && host.endsWith(name.startsWith(".") ? name : `.${name}`);
};

const withScheme = (proxy: string): string => (proxy.includes("://") ? proxy : `http://${proxy}`);

/**
 * How to reach targets: through the proxy that `HTTP_PROXY` and `HTTPS_PROXY` name, but for those in `NO_PROXY`; each of them
 * may be in lower case. No connection is kept: each run of a check proves that a new one can be made.
 * @source pebble 1.32, seen: http checks of a daemon with these variables
 */
export const createConnections = (
  environment: Environment,
): ((target: HttpTarget) => Promise<Connections>) => {
  const read = (name: string): string => environment[name] || environment[name.toLowerCase()] || "";
  const proxies = { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY") };
  const exemptions = read("NO_PROXY")
    .split(",")
    .filter((text) => text.trim() !== "")
    .map(readExemption);
  return async (target) => {
    const isSecure = target.scheme === "https";
    const proxy = isSecure ? proxies.https : proxies.http;
    const isDirect = isLocal(target.host.toLowerCase()) || exemptions.some((each) => isMeant(each, target));
    if (proxy === "" || isDirect) return false;
    const Agent = isSecure ? (await import("node:https")).Agent : PlainAgent;
    const name = isSecure ? "HTTPS_PROXY" : "HTTP_PROXY";
    return new Agent({ keepAlive: false, proxyEnv: { [name]: withScheme(proxy) } });
  };
};
