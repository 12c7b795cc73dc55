import { StartError } from "./errors.ts";

/** Where a listener of TCP is to be: all addresses of the machine when there is no host. */
export interface ListenAddress {
  readonly host: string | undefined;
  readonly port: number;
}

/** The services that Go knows by name without asking the system. @source Go, package net, LookupPort */
const namedPorts: Readonly<Record<string, number>> = {
  domain: 53,
  ftp: 21,
  ftps: 990,
  gopher: 70,
  http: 80,
  https: 443,
  imap2: 143,
  imap3: 220,
  imaps: 993,
  pop3: 110,
  pop3s: 995,
  smtp: 25,
  ssh: 22,
  submissions: 465,
  telnet: 23,
};

const maxPort = 65_535;

const addressFault = (address: string, reason: string): StartError =>
  new StartError(`listen tcp: address ${address}: ${reason}`);

/** Takes `host:port` or `[host]:port` apart. */
const splitAddress = (text: string): readonly [host: string, port: string] => {
  const colon = text.lastIndexOf(":");
  if (colon < 0) throw addressFault(text, "missing port in address");
  if (!text.startsWith("[")) {
    const host = text.slice(0, colon);
    if (host.includes(":")) throw addressFault(text, "too many colons in address");
    if (text.includes("[")) throw addressFault(text, "unexpected '[' in address");
    if (text.includes("]")) throw addressFault(text, "unexpected ']' in address");
    return [host, text.slice(colon + 1)];
  }
  const end = text.indexOf("]");
  if (end < 0) throw addressFault(text, "missing ']' in address");
  if (end + 1 !== colon) {
    const reason = text[end + 1] === ":" ? "too many colons in address" : "missing port in address";
    throw addressFault(text, reason);
  }
  if (text.includes("[", 1)) throw addressFault(text, "unexpected '[' in address");
  if (text.includes("]", end + 1)) throw addressFault(text, "unexpected ']' in address");
  return [text.slice(1, end), text.slice(colon + 1)];
};

const readPort = (text: string): number => {
  if (text === "") return 0;
  if (/^[+-]?\d+$/.test(text)) {
    const port = Number(text);
    if (port < 0 || port > maxPort) throw addressFault(text, "invalid port");
    return port;
  }
  const port = Object.hasOwn(namedPorts, text.toLowerCase()) ? namedPorts[text.toLowerCase()] : undefined;
  if (port === undefined) throw new StartError(`listen tcp: lookup tcp/${text}: unknown port`);
  return port;
};

/**
 * Reads the address of a listener: `:4000`, `127.0.0.1:4000`, `[::1]:4000`, `localhost:http`; no port is any free one.
 * @throws {StartError} in Go's words, when it has another form
 * @source Go, package net, SplitHostPort and LookupPort; seen: `run --http` with many addresses
 */
export const parseListenAddress = (text: string): ListenAddress => {
  const [host, port] = splitAddress(text);
  return { host: host === "" ? undefined : host, port: readPort(port) };
};

/** How Go writes an address. */
export const formatListenAddress = ({ host = "", port }: ListenAddress): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`;
