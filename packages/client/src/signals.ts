import { anything, type SignalsRequest } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import type { Requester } from "./requester.ts";

/** `/v1/signals`. */
export interface SignalCalls {
  /** @param signal with its prefix, as in `SIGHUP` */
  send(signal: string, services: readonly string[], options?: CallOptions): Promise<void>;
}

/** The calls of `/v1/signals`. */
export const signalCalls = (requester: Requester): SignalCalls => ({
  send: async (signal, services, options) => {
    const body: SignalsRequest = { signal, services };
    await requester.post({ target: "/v1/signals", body, schema: anything(), options });
  },
});
