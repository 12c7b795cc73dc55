import {
  DurationError,
  formatDurationMs,
  formatTime,
  PairingRequest,
  type PairingWindow,
  parseDurationMs,
} from "@cobble/wire";
import { encodePem } from "../certificates/pem.ts";
import type { Clock } from "../deps.ts";
import { ApiError } from "../errors.ts";
import type { IdentityManager } from "../managers/identities/manager.ts";
import { pairedName } from "../managers/identities/paired.ts";
import type { PairingManager } from "../managers/pairing/manager.ts";
import type { Audit } from "./audit.ts";
import { readBody } from "./body.ts";
import type { ApiRequest, ApiResponse, Caller, Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** What pairing takes. */
export interface PairingHandlerDeps {
  readonly clock: Clock;
  readonly pairing: PairingManager;
  readonly identities: IdentityManager;
  readonly audit: Audit;
  /** SHA-256 of some bytes, in hexadecimal digits. */
  readonly fingerprint: (data: Uint8Array) => string;
  /** Says why a certificate does not hold now; undefined when it does. */
  readonly certificateFault: (der: Uint8Array) => string | undefined;
}

const defaultTimeoutMs = 60_000;

const readTimeout = (text: string | undefined): number => {
  if (text === undefined || text === "") return defaultTimeoutMs;
  try {
    return parseDurationMs(text);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    throw new ApiError(400, `invalid timeout: ${error.message}`);
  }
};

/** The body, or one without an action when it cannot be read: what is not understood is denied. */
const readRequest = async (request: ApiRequest): Promise<PairingRequest> => {
  try {
    return await readBody(request, PairingRequest, { prefix: "cannot decode request body" });
  } catch (error) {
    if (error instanceof ApiError) return {};
    throw error;
  }
};

const open = (deps: PairingHandlerDeps, caller: Caller, timeout: string | undefined): ApiResponse => {
  const timeoutMs = readTimeout(timeout);
  deps.audit.adminActs(caller, { act: "open_pairing", to: formatDurationMs(timeoutMs) });
  const { mode, untilMs } = deps.pairing.open(timeoutMs);
  const until = formatTime(Math.round(untilMs * 1000), deps.clock.offsetMinutes());
  return sync({ mode, until } satisfies PairingWindow);
};

const pair = async (deps: PairingHandlerDeps, certificate: Uint8Array): Promise<ApiResponse> => {
  const { identities } = deps;
  const known = identities.ofCertificate(certificate);
  if (known !== undefined) {
    throw new ApiError(400, `cannot pair: the certificate is that of identity ${JSON.stringify(known.name)}`);
  }
  const fault = deps.certificateFault(certificate);
  if (fault !== undefined) throw new ApiError(400, `cannot pair: ${fault}`);
  // Before anything is awaited: nobody else can come in between.
  deps.pairing.take();
  const name = pairedName(deps.fingerprint(certificate));
  const pem = encodePem("CERTIFICATE", certificate);
  const wanted = identities.read({ [name]: { access: "admin", cert: { pem } } });
  await identities.change({ action: "add", identities: wanted, actor: "pairing" });
  return sync({ name });
};

/**
 * `POST /v1/pairing`: admins open and close the window, and while it is open clients with certificates become admins.
 * @source pebble 1.32, seen: the path is there, and denied to everybody
 * @differs nothing opens the reference's window; here admins do, with an action that the reference does not know
 */
export const createPairingHandler =
  (deps: PairingHandlerDeps): Handler =>
  async (request) => {
    const { caller, peer } = request;
    const { action, timeout } = await readRequest(request);
    const isAdmin = caller.access === "admin";
    if (action === "open" && isAdmin) return open(deps, caller, timeout);
    if (action === "close" && isAdmin) {
      deps.pairing.close();
      return sync(undefined);
    }
    if (action === "pair" && peer.certificate !== undefined && deps.pairing.isOpen) {
      return pair(deps, peer.certificate);
    }
    throw deps.audit.refused(caller, request.path);
  };
