import type { Container } from "@cobble/charm";
import { createClient, type Transport } from "@cobble/client";
import type { ContainerState } from "../state/container.ts";
import type { TestClock } from "../supervisor/clock.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";

/** What a container of the charm is made from. */
export type ContainerDeps = ConstructorParameters<typeof Container>[1];

/** How a container is reached, and by what clock is waited for it. */
export type ContainerConnection = Pick<ContainerDeps, "client" | "now" | "delay">;

/** The containers of one hook. */
export interface ContainerSet extends Disposable {
  /** Before the charm is made: how it will reach each of these containers. */
  connect(name: string): ContainerConnection;
  /** The states of all containers as they are now. */
  states(): Promise<Readonly<Record<string, ContainerState>>>;
}

const lazyTransport = (supervisor: () => Promise<Supervisor>): Transport => ({
  request: async (request) => (await supervisor()).transport.request(request),
  connectWebSocket: async (request) => (await supervisor()).transport.connectWebSocket(request),
});

/** Reaches a supervisor in memory, which is made for the first call. Waiting takes no time but on the test's clock. */
export const connectInMemory = (
  supervisor: () => Promise<Supervisor>,
  clock: TestClock,
): ContainerConnection => ({
  client: createClient({ transport: lazyTransport(supervisor) }),
  now: () => clock.monotonicMs(),
  delay: (ms) => clock.advance(ms),
});
