import { anything, formatDurationMs, Paired, type PairingRequest, PairingWindow } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import type { Requester } from "./requester.ts";

/** `/v1/pairing`: how a client becomes an admin by its certificate. */
export interface PairingCalls {
  /** Opens the window for pairing (admin). @param options.timeoutMs how long; a minute when absent, an hour at most */
  open(options?: CallOptions & { readonly timeoutMs?: number }): Promise<PairingWindow>;
  /** Closes it (admin). */
  close(options?: CallOptions): Promise<void>;
  /** Makes the certificate that this client shows over HTTPS an admin's, while the window is open. */
  pair(options?: CallOptions): Promise<Paired>;
}

const target = "/v1/pairing";

/** The calls of `/v1/pairing`. */
export const pairingCalls = (requester: Requester): PairingCalls => ({
  open: (options) => {
    const { timeoutMs } = options ?? {};
    const timeout = timeoutMs === undefined ? {} : { timeout: formatDurationMs(timeoutMs) };
    const body: PairingRequest = { action: "open", ...timeout };
    return requester.post({ target, body, schema: PairingWindow, options });
  },
  close: async (options) => {
    await requester.post({ target, body: { action: "close" }, schema: anything(), options });
  },
  pair: (options) => requester.post({ target, body: { action: "pair" }, schema: Paired, options }),
});
