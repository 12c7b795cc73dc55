import { anything, formatDurationMs, Paired, type PairingRequest, PairingWindow } from "@cobble/wire";
import type { PairingCalls } from "./client.ts";
import type { Requester } from "./requester.ts";

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
