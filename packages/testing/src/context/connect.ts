import type { Container } from "@cobble/charm";
import { createClient, type Transport } from "@cobble/client";
import type { ContainerState } from "../state/container.ts";
import type { TestClock } from "../supervisor/clock.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";

/** What a container of the charm is made from. */
export type ContainerDeps = ConstructorParameters<typeof Container>[1];

/** How a container is reached, and by what clock is waited for it. */
export type ContainerConnection = Pick<ContainerDeps, "client" | "now" | "delay">;

/** Puts something between a client and what it reaches. */
export type WrapTransport = (transport: Transport) => Transport;

/** The containers of one hook. */
export interface ContainerSet extends Disposable {
  /**
   * Before the charm is made: how it will reach each of these containers.
   * @param wrap what stands between the charm and the container; nothing unless given
   */
  connect(name: string, wrap?: WrapTransport): ContainerConnection;
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
  {
    clock,
    wrap = (transport) => transport,
  }: { readonly clock: TestClock; readonly wrap?: WrapTransport | undefined },
): ContainerConnection => ({
  client: createClient({ transport: wrap(lazyTransport(supervisor)) }),
  now: () => clock.monotonicMs(),
  delay: (ms) => clock.advance(ms),
});
