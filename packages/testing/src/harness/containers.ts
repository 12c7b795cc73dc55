import { type Charm, Plan } from "@cobble/charm";
import { readNotice } from "../context/containers.ts";
import { testEvents } from "../context/event.ts";
import type { ExecHandler } from "../supervisor/commands.ts";
import { HarnessCore } from "./core.ts";

/** What of a notice may be said besides its key. */
export interface NotifyOptions {
  readonly data?: Readonly<Record<string, string>>;
  /** It is passed on again only when so many milliseconds have gone by. */
  readonly repeatAfterMs?: number;
}

/** The containers of a harness. */
export class HarnessContainers<C extends Pick<Charm, "framework">> extends HarnessCore<C> {
  /** Says whether the charm can reach a container's supervisor; it cannot in the beginning. No event comes of it. */
  async setCanConnect(container: string, canConnect: boolean): Promise<void> {
    const supervisor = await this.supervisor(container);
    supervisor.isReachable = canConnect;
    const before = this.state.containers[container];
    if (before === undefined) return;
    this.juju.update({ containers: { ...this.state.containers, [container]: { ...before, canConnect } } });
  }

  /** A container's supervisor answers: the charm can reach it, and pebble-ready comes. */
  async containerPebbleReady(container: string): Promise<void> {
    await this.setCanConnect(container, true);
    await this.emit(testEvents.pebbleReady(container));
  }

  /**
   * A workload records a notice; pebble-custom-notice comes, unless it is too soon for it to repeat.
   * @returns the notice's id
   */
  async pebbleNotify(container: string, key: string, options: NotifyOptions = {}): Promise<string> {
    const { client } = await this.supervisor(container);
    const before = await this.#lastRepeated(container, key);
    const id = await this.#reaching(container, () => client.notices.notify({ key, ...options }));
    if ((await this.#lastRepeated(container, key)) !== before) await this.emitNotice(container, id);
    return id;
  }

  /** A check has failed as often as its threshold: pebble-check-failed comes. */
  async pebbleCheckFailed(container: string, check: string): Promise<void> {
    await this.emit(testEvents.pebbleCheckFailed(container, check));
  }

  /** A check that had failed has succeeded again: pebble-check-recovered comes. */
  async pebbleCheckRecovered(container: string, check: string): Promise<void> {
    await this.emit(testEvents.pebbleCheckRecovered(container, check));
  }

  /** The folder that holds a container's files: `/etc/x` is `etc/x` in it. */
  async getFilesystemRoot(container: string): Promise<string> {
    return (await this.supervisor(container)).root;
  }

  /** Says what commands do that begin with these words; the longest that fits is taken, and an empty list fits all. */
  async handleExec(container: string, prefix: readonly string[], handler: ExecHandler): Promise<void> {
    (await this.supervisor(container)).onExec(prefix, handler);
  }

  /** The plan of a container's supervisor, whether the charm can reach it or not. */
  async getContainerPebblePlan(container: string): Promise<Plan> {
    const { client } = await this.supervisor(container);
    return new Plan(await this.#reaching(container, () => client.plan.get()));
  }

  /**
   * Moves the clock, and then lets the events come of the checks that have failed or recovered meanwhile.
   * @param ms how many milliseconds
   */
  async advance(ms: number): Promise<void> {
    const before = await this.#checkStatuses();
    await this.clock.advance(ms);
    for (const [key, { container, check, status }] of await this.#checkStatuses()) {
      const was = before.get(key)?.status ?? "up";
      if (was !== "down" && status === "down") await this.pebbleCheckFailed(container, check);
      if (was === "down" && status === "up") await this.pebbleCheckRecovered(container, check);
    }
  }

  /** Lets the event of a notice come, which the state has for that long. */
  protected async emitNotice(container: string, id: string): Promise<void> {
    const { client } = await this.supervisor(container);
    const notice = await this.#reaching(container, () => client.notices.get(id));
    const known = this.state.containers[container];
    if (known === undefined) return;
    this.juju.update({
      containers: { ...this.state.containers, [container]: { ...known, notices: [readNotice(notice)] } },
    });
    await this.emit(testEvents.pebbleCustomNotice(container, id));
  }

  async #lastRepeated(container: string, key: string): Promise<string | undefined> {
    const { client } = await this.supervisor(container);
    const [notice] = await this.#reaching(container, () => client.notices.list({ keys: [key] }));
    return notice?.["last-repeated"];
  }

  async #checkStatuses() {
    const statuses = new Map<
      string,
      { readonly container: string; readonly check: string; readonly status: string }
    >();
    for (const container of this.juju.identity.meta.containers.keys()) {
      const { client } = await this.supervisor(container);
      for (const { name, status } of await this.#reaching(container, () => client.checks.list())) {
        statuses.set(`${container}\0${name}`, { container, check: name, status });
      }
    }
    return statuses;
  }

  /** What the test itself asks a supervisor works even while the charm cannot reach it. */
  async #reaching<T>(container: string, ask: () => Promise<T>): Promise<T> {
    const supervisor = await this.supervisor(container);
    const { isReachable } = supervisor;
    supervisor.isReachable = true;
    try {
      return await ask();
    } finally {
      supervisor.isReachable = isReachable;
    }
  }
}
