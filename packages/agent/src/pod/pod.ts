import type { Client } from "@cobble/client";
import type { Charmcraft } from "@cobble/plan";
import type { Container } from "../containers/container.ts";
import type {
  ActionRequest,
  ConfigChanged,
  ConfigRequest,
  ConfigRow,
  ContainerReport,
  DownRequest,
  PodStatus,
} from "../control/protocol.ts";
import type { PodControl } from "../control/routes.ts";
import type { HookToolReply, HookToolRequest } from "../hook-tools/protocol.ts";
import { describeHook, type Hook, type LifecycleHook } from "../hooks/hook.ts";
import { readActionParams } from "../unit/action-params.ts";
import type { ActionEnd } from "../unit/actions.ts";
import { configEntries, fillTemplate } from "../unit/config.ts";
import { changedRelations, newRelations } from "../unit/relation-hooks.ts";
import { reportRelations } from "../unit/relation-report.ts";
import { newStorages } from "../unit/storage-hooks.ts";
import type { Unit } from "../unit/unit.ts";
import type { Clock } from "./clock.ts";
import type { Report } from "./events.ts";
import { describeReplacement } from "./free-ports.ts";
import type { PodConfig } from "./pod-config.ts";

/** What a pod is put together from. */
export interface PodParts {
  readonly podDir: string;
  readonly pid: number;
  readonly charmLog: string;
  readonly charm: Charmcraft;
  /** The address of the app, with `${option}` in it. */
  readonly open: string | undefined;
  readonly config: PodConfig;
  readonly unit: Unit;
  readonly containers: readonly Container[];
  /** Where a container's socket and its supervisor's output are. */
  readonly filesOf: (container: string) => { readonly socket: string; readonly log: string };
  readonly clock: Clock;
  readonly report: Report;
  readonly updateStatusMs: number;
  /** Gives back all that the pod holds of this machine, when nothing of it runs in order any more. */
  readonly release: (end: { readonly remove: boolean }) => Promise<void>;
}

const askMs = 1000;

const lifecycle = (name: LifecycleHook): { readonly kind: "lifecycle"; readonly name: LifecycleHook } => ({
  kind: "lifecycle",
  name,
});

/** What runs in a container; nothing of it when the container does not answer in time. */
const askContainer = async (client: Client): Promise<Pick<ContainerReport, "services" | "checks">> => {
  const signal = AbortSignal.timeout(askMs);
  try {
    const [services, checks] = await Promise.all([
      client.services.list([], { signal }),
      client.checks.list({}, { signal }),
    ]);
    return { services, checks };
  } catch {
    // The container is shown with its state alone, which says why.
    return {};
  }
};

/** A pod that is up: its unit and containers, and what other terminals may ask of them. */
export class Pod implements PodControl {
  readonly #parts: PodParts;
  #cancelUpdate: () => void = () => undefined;
  #stopping: Promise<void> | undefined;
  #releasing: Promise<void> | undefined;
  #whenDown: () => void = () => undefined;
  /** Settles when the pod is down, whoever took it down. */
  readonly ended: Promise<void>;

  constructor(parts: PodParts) {
    this.#parts = parts;
    this.ended = new Promise((resolve) => {
      this.#whenDown = resolve;
    });
  }

  /** Starts the containers and the unit's first hooks. */
  start(): void {
    const { containers, unit } = this.#parts;
    unit.announce();
    for (const container of containers) container.start();
    unit.tell(newStorages);
    if (!unit.state.installed) unit.queue(lifecycle("install"));
    unit.tell(newRelations);
    if (!unit.state.leaderElected) unit.queue(lifecycle("leader-elected"));
    unit.queue(lifecycle("config-changed"));
    unit.queue(lifecycle("start"));
    unit.tell(changedRelations);
    this.#updateLater();
  }

  #updateLater(): void {
    const { clock, unit, updateStatusMs } = this.#parts;
    this.#cancelUpdate = clock.after(updateStatusMs, () => {
      unit.queue(lifecycle("update-status"));
      this.#updateLater();
    });
  }

  /** Serves a hook tool. */
  callTool(request: HookToolRequest): HookToolReply {
    return this.#parts.unit.callTool(request);
  }

  /** The address of the app; undefined when `pod.yaml` does not say. */
  get address(): string | undefined {
    const { open, config } = this.#parts;
    return open === undefined ? undefined : fillTemplate(open, config.values);
  }

  /** All there is to see of the pod; a container that does not answer within a second has no services. */
  async status(): Promise<PodStatus> {
    const { podDir, pid, charm, charmLog, unit, containers } = this.#parts;
    const { facts } = unit.state;
    const open = this.address;
    return {
      podDir,
      pid,
      charmLog,
      application: charm.name,
      unit: unit.name,
      status: unit.status,
      applicationStatus: facts.appStatus,
      relations: reportRelations(unit.relations(), { facts, charm }),
      version: facts.version,
      ports: facts.ports,
      agent: unit.current === undefined ? "idle" : `executing ${describeHook(unit.current)}`,
      ...(open === undefined ? {} : { open }),
      containers: await Promise.all(containers.map((container) => this.#reportOn(container))),
    };
  }

  async #reportOn(container: Container): Promise<ContainerReport> {
    const { name, phase, pid } = container;
    const running = phase === "ready" ? await askContainer(container.client) : {};
    return {
      name,
      state: phase,
      ...this.#parts.filesOf(name),
      ...(pid === undefined ? {} : { pid }),
      ...running,
    };
  }

  /** Every config option with its value. */
  config(): readonly ConfigRow[] {
    return configEntries(this.#parts.config.layers);
  }

  /** @throws {ValueError} when a value cannot be taken; then none is */
  async setConfig(request: ConfigRequest): Promise<ConfigChanged> {
    const { config, unit, report } = this.#parts;
    const { changed, replacements } = await config.set(request);
    for (const replacement of replacements) report({ type: "port-taken", ...replacement });
    if (changed.length > 0) {
      report({ type: "config-set", names: changed });
      unit.setConfig(config.user);
    }
    return { changed, notes: replacements.map(describeReplacement) };
  }

  /** @throws {ValueError} when there is no such action, or its parameters are wrong */
  runAction({ name, words }: ActionRequest, say: (line: string) => void): Promise<ActionEnd> {
    const { charm, unit } = this.#parts;
    return unit.runAction({ name, params: readActionParams(charm.actions, { name, words }) }, say);
  }

  /** Begins to take the pod down. */
  down(request: DownRequest): void {
    void this.stop(request);
  }

  /** Takes the pod down in order: the charm's last hooks, services and supervisors, then sockets and lock. */
  stop(end: DownRequest): Promise<void> {
    this.#stopping ??= this.#stop(end);
    return this.#stopping;
  }

  async #stop(end: DownRequest): Promise<void> {
    const { containers, unit, report } = this.#parts;
    report({ type: "pod-stopping" });
    this.#cancelUpdate();
    const last: readonly Hook[] = unit.state.installed ? [lifecycle("stop")] : [];
    await unit.stop(end.remove ? [...unit.leave(), ...last, lifecycle("remove")] : last);
    await Promise.all(containers.map((container) => container.stop()));
    await this.#release(end);
  }

  /** Ends all of the pod at once. */
  async kill(): Promise<void> {
    for (const container of this.#parts.containers) container.abandon();
    this.#parts.unit.kill();
    await this.#release({ remove: false });
  }

  /** Ending at once may come while the pod goes down in order: what it holds is given back once. */
  #release(end: DownRequest): Promise<void> {
    this.#releasing ??= this.#parts.release(end).then(() => {
      this.#parts.report({ type: "pod-stopped" });
      this.#whenDown();
    });
    return this.#releasing;
  }
}
