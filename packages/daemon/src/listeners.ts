import type { SystemInfo } from "@cobble/wire";
import type { Clock, Logger } from "./deps.ts";
import { messageOf, StartError } from "./errors.ts";
import { formatListenAddress, type ListenAddress, parseListenAddress } from "./listen-address.ts";
import { errnoOf, errnoWords } from "./os/errno.ts";
import { type HttpListener, type ListenPlace, listenHttp } from "./os/http-listener.ts";
import type { HttpHandlers } from "./os/http-server.ts";
import { socketFault } from "./os/pebble-dir.ts";
import type { RunOptions } from "./run-options.ts";

/** How a listener over TCP is called in errors and in the log. */
const words = {
  http: { failed: "cannot listen on", label: "HTTP" },
  https: { failed: "cannot TLS listen on", label: "HTTPS" },
} as const;

type Transport = keyof typeof words;

/** A listener over TCP that was asked for. */
interface Asked {
  readonly transport: Transport;
  /** As it was given. */
  readonly text: string;
  readonly address: ListenAddress;
}

const failed = ({ transport, text }: Omit<Asked, "address">, error: unknown, reason: string): StartError =>
  new StartError(`${words[transport].failed} ${JSON.stringify(text)}: ${reason}`, { cause: error });

const readAddress = (transport: Transport, text: string | undefined): readonly Asked[] => {
  if (text === undefined || text === "") return [];
  try {
    return [{ transport, text, address: parseListenAddress(text) }];
  } catch (error) {
    throw failed({ transport, text }, error, messageOf(error));
  }
};

/** Where the daemon is to listen besides its socket. @throws {StartError} when an address is none */
export const readListeners = (options: RunOptions): readonly Asked[] => [
  ...readAddress("http", options.http),
  ...readAddress("https", options.https),
];

/** The addresses, as clients are told them. */
export const addressesOf = (
  listeners: readonly Asked[],
): Pick<SystemInfo, "http-address" | "https-address"> =>
  Object.fromEntries(listeners.map(({ transport, text }) => [`${transport}-address`, text]));

/** The error of an address that could not be had, in the reference's words. */
const listenFault = (asked: Asked, error: unknown): StartError => {
  const name = formatListenAddress(asked.address);
  // What the system does not say is the resolver's: the name has no address.
  const fault =
    errnoOf(error) === ""
      ? `listen tcp: lookup ${asked.address.host}: no such host`
      : `listen tcp ${name}: bind: ${errnoWords(error)}`;
  return failed(asked, error, fault);
};

/** What listening takes. */
export interface ListenDeps {
  readonly options: RunOptions;
  readonly handlers: HttpHandlers;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Opens a listener of one kind. */
type Open = (address: ListenAddress) => Promise<HttpListener>;

/** TLS and certificates are loaded only for who asks for them. */
const prepareHttps = async (deps: ListenDeps): Promise<Open> => {
  const { options, clock } = deps;
  if (options.environment["PEBBLE_PERSIST"] === "never") {
    throw new StartError(
      "cannot use --https with PEBBLE_PERSIST=never: identity key requires persistent state",
    );
  }
  const { listenHttps, loadIdentityKey, createServerCertificates } = await import("./os/tls/https.ts");
  const { pebbleDir } = options;
  const key = loadIdentityKey(pebbleDir);
  const now = (): number => clock.now() / 1000;
  const certificates = createServerCertificates({ pebbleDir, key, now });
  return (address) => listenHttps(address, { ...deps, certificates });
};

const prepare = async (asked: Asked, deps: ListenDeps): Promise<Open> =>
  asked.transport === "https" ? prepareHttps(deps) : (address) => listenHttp(address, deps.handlers);

/**
 * Listens on the daemon's socket, and wherever else it was asked for.
 * @param held takes what is to be closed in the end
 * @throws {StartError} when a place cannot be had, or the key of HTTPS cannot be used
 */
export const openListeners = async (
  listeners: readonly Asked[],
  { held, ...deps }: ListenDeps & { readonly held: AsyncDisposableStack },
): Promise<void> => {
  const path: ListenPlace = { path: deps.options.socketPath };
  // What may keep the daemon from starting comes before the first client can know of it.
  const prepared = await Promise.all(
    listeners.map(async (asked) => ({ asked, open: await prepare(asked, deps) })),
  );
  const socket = await listenHttp(path, deps.handlers).catch((error: unknown) => {
    throw socketFault(path.path, error);
  });
  held.defer(() => socket.close());
  for (const { asked, open } of prepared) {
    const listener = await open(asked.address).catch((error: unknown) => {
      throw listenFault(asked, error);
    });
    held.defer(() => listener.close());
    deps.log.notice(`${words[asked.transport].label} API server listening on "${asked.text}".`);
  }
};
