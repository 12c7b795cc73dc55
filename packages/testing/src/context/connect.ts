import { createClient, type Transport } from "@cobble/client";
import type { TestClock } from "../supervisor/clock.ts";
import type { ContainerDeps, TestContainers } from "./containers.ts";

/** How long a call waits for a supervisor that cannot be reached, on the test's clock: as a charm's `main` does. */
const connectTimeoutMs = 5000;

/** How long a start, stop, restart, replan or autostart may take, on the test's clock. */
const changeTimeoutMs = 30_000;

const lazyTransport = (containers: TestContainers, name: string): Transport => ({
  request: async (request) => (await containers.supervisor(name)).transport.request(request),
  connectWebSocket: async (request) =>
    (await containers.supervisor(name)).transport.connectWebSocket(request),
});

/** Connects a charm's container with the supervisor of that name. Waiting takes no time but on the test's clock. */
export const connectContainer = (
  name: string,
  { containers, clock }: { readonly containers: TestContainers; readonly clock: TestClock },
): Omit<ContainerDeps, "loadLocalFiles"> => ({
  client: createClient({ transport: lazyTransport(containers, name) }),
  connectTimeoutMs,
  changeTimeoutMs,
  now: () => clock.monotonicMs(),
  delay: (ms) => clock.advance(ms),
});
