import { anything, type SignalsRequest } from "@cobble/wire";
import type { SignalCalls } from "./client.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/signals`. */
export const signalCalls = (requester: Requester): SignalCalls => ({
  send: async (signal, services, options) => {
    const body: SignalsRequest = { signal, services };
    await requester.post({ target: "/v1/signals", body, schema: anything(), options });
  },
});
