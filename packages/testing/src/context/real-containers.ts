import { Layer, Plan } from "@cobble/charm";
import { createClient, openTransport } from "@cobble/client";
import { TestingError } from "../errors.ts";
import { RealContainer } from "../os/real-container.ts";
import { delay, elapsedMs } from "../os/real-time.ts";
import type { ContainerState } from "../state/container.ts";
import type { ContainerConnection, ContainerSet, WrapTransport } from "./connect.ts";
import { readCheck, readNotice } from "./containers.ts";

/** The label that layers have which came to a real container: it tells only what all of them make. */
const planLabel = "plan";

const refuseUnreal = (name: string, state: ContainerState): void => {
  const unreal = Object.entries({
    execs: state.execs.length > 0,
    checkResults: Object.keys(state.checkResults).length > 0,
    checks: Object.values(state.checks).some(({ status }) => status !== "up"),
  }).filter(([, isThere]) => isThere);
  if (unreal.length === 0) return;
  const parts = unreal.map(([part]) => part).join(", ");
  throw new TestingError(
    "real-container",
    `cannot make container ${name} as its state says: ${parts} cannot be said of a real one, whose commands and checks are run`,
  );
};

const start = async (name: string, state: ContainerState, executable: string | undefined) => {
  refuseUnreal(name, state);
  const layers = Object.fromEntries(
    Object.entries(state.layers).map(([label, layer]) => [label, layer.toYaml()]),
  );
  const container = await RealContainer.start({ executable, layers, mounts: state.mounts });
  const { services, changes, notices } = container.client;
  const [first, ...rest] = Object.entries(state.serviceStatuses)
    .filter(([, status]) => status !== "inactive")
    .map(([service]) => service);
  if (first !== undefined) await changes.waitDone(await services.start([first, ...rest]));
  for (const { key, lastData } of state.notices) await notices.notify({ key, data: lastData });
  return container;
};

const read = async ({ client }: RealContainer, before: ContainerState): Promise<ContainerState> => {
  const [services, checks, notices, yaml] = await Promise.all([
    client.services.list(),
    client.checks.list(),
    client.notices.list({ types: ["custom"] }),
    client.plan.get(),
  ]);
  const plan = new Plan(yaml);
  return {
    ...before,
    layers: plan.equals(before.plan) ? before.layers : { [planLabel]: new Layer(yaml) },
    plan,
    serviceStatuses: Object.fromEntries(services.map(({ name, current }) => [name, current])),
    checks: Object.fromEntries(checks.map((info) => [info.name, readCheck(info)])),
    notices: notices.map(readNotice),
  };
};

/** Containers in namespaces of their own, with the built supervisor and the real clock. They start before the charm. */
export class RealContainers implements ContainerSet {
  readonly #states: Readonly<Record<string, ContainerState>>;
  readonly #started: ReadonlyMap<string, RealContainer>;

  private constructor(
    states: Readonly<Record<string, ContainerState>>,
    started: ReadonlyMap<string, RealContainer>,
  ) {
    this.#states = states;
    this.#started = started;
  }

  /**
   * Starts the containers that can be connected to.
   * @param executable the path of the supervisor; that of COBBLE_EXECUTABLE when absent
   * @throws {TestingError} when one cannot be started, or its state says what cannot be said of a real one
   */
  static async start(
    states: Readonly<Record<string, ContainerState>>,
    executable: string | undefined,
  ): Promise<RealContainers> {
    const started = new Map<string, RealContainer>();
    for (const [name, state] of Object.entries(states)) {
      if (state.canConnect) started.set(name, await start(name, state, executable));
    }
    return new RealContainers(states, started);
  }

  /** The container of a name, if it was started. */
  get(name: string): RealContainer | undefined {
    return this.#started.get(name);
  }

  connect(name: string, wrap: WrapTransport = (transport) => transport): ContainerConnection {
    const socketPath = this.#started.get(name)?.socketPath ?? `/nonexistent/${name}/pebble.socket`;
    return {
      client: createClient({ transport: wrap(openTransport({ socketPath })) }),
      now: elapsedMs,
      delay,
    };
  }

  async states(): Promise<Readonly<Record<string, ContainerState>>> {
    const states = { ...this.#states };
    for (const [name, container] of this.#started) {
      const before = states[name];
      if (before !== undefined) states[name] = await read(container, before);
    }
    return states;
  }

  [Symbol.dispose](): void {
    for (const container of this.#started.values()) container[Symbol.dispose]();
  }
}
