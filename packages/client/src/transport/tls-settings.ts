import { checkServerIdentity, connect, type DetailedPeerCertificate, type PeerCertificate } from "node:tls";
import { connectionFailure } from "./connection-failure.ts";
import type { Address, TlsOptions, TlsSettings, TransportRequest, WebSocketRequest } from "./transport.ts";

/** The request that the settings are looked for. */
export type Asked = WebSocketRequest & Partial<Pick<TransportRequest, "method">>;

/** A supervisor's certificate names itself by its key and no host, so only one that names hosts is held to them. */
const checkNames = (host: string, certificate: PeerCertificate): Error | undefined =>
  certificate.subjectaltname === undefined ? undefined : checkServerIdentity(host, certificate);

const digitsOf = (fingerprint: string): string => fingerprint.replaceAll(":", "").toUpperCase();

/** The certificate and those that follow it, as the other side sent them. */
const chainOf = (leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] => {
  const chain: DetailedPeerCertificate[] = [];
  // A root certificate is its own issuer, and the chain of a stranger may be a circle.
  for (
    let next: DetailedPeerCertificate | undefined = leaf;
    next !== undefined && !chain.includes(next);
    next = next.issuerCertificate
  ) {
    chain.push(next);
  }
  return chain;
};

const toPem = (der: Buffer): string => {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
};

/** Connects for the certificates alone. Nothing is sent, and what they are worth is not decided here. */
const fetchChain = (
  url: URL,
  { cert, key }: TlsOptions,
  signal: AbortSignal | undefined,
): Promise<readonly DetailedPeerCertificate[]> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = connect({
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: Number(url.port === "" ? 443 : url.port),
      rejectUnauthorized: false,
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    });
    const abort = (): void => {
      socket.destroy(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    socket.once("close", () => signal?.removeEventListener("abort", abort));
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      resolve(chainOf(socket.getPeerCertificate(true)));
      socket.destroy();
    });
  });

/** The certificate of that fingerprint, if the other side shows it. It becomes what every connection is held to. */
const findPinned = async (
  address: Address & { readonly baseUrl: string },
  {
    tls,
    signal,
  }: { readonly tls: TlsOptions & { readonly fingerprint: string }; readonly signal?: AbortSignal },
): Promise<string> => {
  const chain = await fetchChain(new URL(address.baseUrl), tls, signal);
  const wanted = digitsOf(tls.fingerprint);
  const pinned = chain.find(({ fingerprint256 }) => digitsOf(fingerprint256) === wanted);
  if (pinned !== undefined) return toPem(pinned.raw);
  const shown = chain.map(({ fingerprint256 }) => fingerprint256).join(" and ");
  throw new Error(`the fingerprint of the supervisor's certificate is ${shown}, not ${tls.fingerprint}`);
};

/**
 * What connections to an `https://` address need. A fingerprint costs one connection more, here: its certificate is looked for
 * among those that the other side shows.
 * @throws {ConnectionError} when there is no connection, or no certificate of that fingerprint
 */
export const findTlsSettings = async (address: Address, asked: Asked): Promise<TlsSettings> => {
  const { tls = {}, baseUrl = "" } = address;
  const { cert, key, fingerprint } = tls;
  const own = { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) };
  if (tls.ca !== undefined) return { ...own, ca: tls.ca, checkServerIdentity: checkNames };
  if (fingerprint === undefined) return own;
  const { method = "GET", target } = asked;
  const signal = asked.signal && { signal: asked.signal };
  try {
    const ca = await findPinned({ baseUrl }, { tls: { ...tls, fingerprint }, ...signal });
    return { ...own, ca, checkServerIdentity: checkNames };
  } catch (error) {
    throw connectionFailure(address, { method, target, ...signal }, error);
  }
};
