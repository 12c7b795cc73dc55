import { changeCalls } from "./changes.ts";
import { checkCalls } from "./checks.ts";
import type { Client } from "./client.ts";
import { eventCalls } from "./events.ts";
import { execCalls } from "./exec.ts";
import { fileCalls } from "./files.ts";
import { healthCalls } from "./health.ts";
import { identityCalls } from "./identities.ts";
import { layerCalls } from "./layers.ts";
import { logCalls } from "./logs.ts";
import { noticeCalls } from "./notices.ts";
import { pairingCalls } from "./pairing.ts";
import { planCalls } from "./plan.ts";
import { Requester } from "./requester.ts";
import { serviceCalls } from "./services.ts";
import { signalCalls } from "./signals.ts";
import { systemCalls } from "./system.ts";
import { openTransport } from "./transport/open-transport.ts";
import type { Address, Transport } from "./transport/transport.ts";

/** Where the supervisor is, and how patient to be with it. */
export type ClientOptions = (Address | { readonly transport: Transport }) & {
  /** How many milliseconds a GET is tried again while nothing listens there; 0, the default, fails at once. */
  readonly retryMs?: number;
};

/**
 * Makes the client of one supervisor. Nothing is connected until a call is made, and each call has its own connection,
 * so there is nothing to close.
 * @param options `socketPath` of its Unix socket, `baseUrl` of its TCP address (`http://127.0.0.1:4000`, or
 * `https://...` with `tls`), or a `transport` of your own; `basic` is a name and password to ask as
 * @throws {TypeError} when there is `tls` and the address is not `https://`
 */
export const createClient = (options: ClientOptions): Client => {
  const transport = "transport" in options ? options.transport : openTransport(options);
  const requester = new Requester(transport, { retryMs: options.retryMs ?? 0 });
  const changes = changeCalls(requester);
  return {
    system: systemCalls(requester),
    services: serviceCalls(requester),
    signals: signalCalls(requester),
    changes,
    plan: planCalls(requester),
    layers: layerCalls(requester),
    checks: checkCalls(requester),
    health: healthCalls(requester),
    logs: logCalls(requester),
    notices: noticeCalls(requester),
    events: eventCalls(requester),
    identities: identityCalls(requester),
    pairing: pairingCalls(requester),
    files: fileCalls(requester),
    exec: execCalls(requester, changes),
    latestWarning: () => requester.latestWarning,
  };
};
