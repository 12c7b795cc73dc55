import { Agent as PlainAgent } from "node:http";
import { BlockList, isIP } from "node:net";
import type { HttpTarget } from "./http-target.ts";

/** What `node:http` makes a connection with; false is one of its own, closed afterwards. */
export type Connections = PlainAgent | false;

/** Finds the connections that lead to a target. */
export type FindConnections = (target: Pick<HttpTarget, "scheme" | "host" | "port">) => Promise<Connections>;

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

const isMeant = ({ name, port }: Exemption, target: Pick<HttpTarget, "host" | "port">): boolean => {
  if (port !== undefined && port !== target.port) return false;
  const host = target.host.toLowerCase();
  if (name === "*" || name === host) return true;
  if (isIP(host) !== 0) return isInSubnet(host, name);
  return name !== "" && host.endsWith(name.startsWith(".") ? name : `.${name}`);
};

const withScheme = (proxy: string): string => (proxy.includes("://") ? proxy : `http://${proxy}`);

/** The proxy that a target is reached through, and the variable that says so. */
interface Proxy {
  readonly name: "HTTP_PROXY" | "HTTPS_PROXY";
  readonly url: string;
}

const createProxies = (
  environment: Environment,
): ((target: Pick<HttpTarget, "scheme" | "host" | "port">) => Proxy | undefined) => {
  const read = (name: string): string => environment[name] || environment[name.toLowerCase()] || "";
  const proxies = { http: read("HTTP_PROXY"), https: read("HTTPS_PROXY") };
  const exemptions = read("NO_PROXY")
    .split(",")
    .filter((text) => text.trim() !== "")
    .map(readExemption);
  return (target) => {
    const isSecure = target.scheme === "https";
    const url = isSecure ? proxies.https : proxies.http;
    const isDirect = isLocal(target.host.toLowerCase()) || exemptions.some((each) => isMeant(each, target));
    if (url === "" || isDirect) return undefined;
    return { name: isSecure ? "HTTPS_PROXY" : "HTTP_PROXY", url: withScheme(url) };
  };
};

const createAgent = async (
  scheme: string,
  options: { readonly keepAlive: boolean; readonly proxy: Proxy | undefined },
): Promise<PlainAgent> => {
  const { keepAlive, proxy } = options;
  // Loaded with the first such target: TLS is not free at start.
  const Agent = scheme === "https" ? (await import("node:https")).Agent : PlainAgent;
  return new Agent({ keepAlive, ...(proxy && { proxyEnv: { [proxy.name]: proxy.url } }) });
};

/**
 * How to reach the targets of checks: through the proxy that `HTTP_PROXY` and `HTTPS_PROXY` name, but for those in `NO_PROXY`;
 * each of them may be in lower case. No connection is kept: each run of a check proves that a new one can be made.
 * @source pebble 1.32, seen: http checks of a daemon with these variables
 */
export const createConnections = (environment: Environment): FindConnections => {
  const findProxy = createProxies(environment);
  return async (target) => {
    const proxy = findProxy(target);
    return proxy === undefined ? false : createAgent(target.scheme, { keepAlive: false, proxy });
  };
};

/** {@link createConnections} for whoever sends again and again: connections are kept, and used again. */
export const createKeptConnections = (environment: Environment): FindConnections => {
  const findProxy = createProxies(environment);
  const agents = new Map<string, Promise<PlainAgent>>();
  return (target) => {
    const proxy = findProxy(target);
    const key = `${target.scheme} ${proxy?.url ?? ""}`;
    const agent = agents.get(key) ?? createAgent(target.scheme, { keepAlive: true, proxy });
    agents.set(key, agent);
    return agent;
  };
};
