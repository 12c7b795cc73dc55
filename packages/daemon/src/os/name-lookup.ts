import { getServers, setServers } from "node:dns";
import { readFileSync } from "node:fs";
import { isIP, type LookupFunction } from "node:net";

const nameServers = (resolverFile: string): readonly string[] => {
  try {
    const text = readFileSync(resolverFile, "utf8");
    return [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(([, address = ""]) =>
      isIP(address) === 0 ? [] : [address],
    );
  } catch {
    // Without the file, as in an empty container, the resolver goes on with what it has.
    return [];
  }
};

/** The resolver reads its file once in the life of a process; a supervisor lives longer than a network's settings. */
const followNameServers = (resolverFile: string): void => {
  const wanted = nameServers(resolverFile);
  if (wanted.length > 0 && wanted.join() !== getServers().join()) setServers(wanted);
};

const lookupError = (error: unknown, host: string): NodeJS.ErrnoException => {
  const code = String((error as NodeJS.ErrnoException).code ?? "").replace(/^DNS_/, "");
  return Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: "getaddrinfo" });
};

/**
 * Makes a function for the `lookup` option of connections, which looks hosts up in `/etc/hosts` and with the name servers.
 * Unlike the default it holds no thread while a name server is silent: there are as many as there are cores, and files need
 * them too.
 * @param resolverFile says which name servers there are, read at each lookup
 */
export const createHostLookup =
  (resolverFile: string): LookupFunction =>
  (host, options, callback) => {
    followNameServers(resolverFile);
    Bun.dns.lookup(host.toLowerCase(), { backend: "c-ares" }).then(
      (found) => {
        const addresses = found.map(({ address, family }) => ({ address, family }));
        const [first = { address: "", family: 0 }] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(lookupError(error, host), "", 0),
    );
  };

/** Looks hosts up as this machine is set up to. */
export const lookUpHost: LookupFunction = createHostLookup("/etc/resolv.conf");
