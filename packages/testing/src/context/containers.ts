import { Layer, Plan } from "@cobble/charm";
import { printLayer } from "@cobble/plan";
import { type CheckInfo, type Notice, parseDurationMs } from "@cobble/wire";
import type { Records } from "../juju/records.ts";
import type { CheckState, ContainerState, NoticeState } from "../state/container.ts";
import type { TestClock } from "../supervisor/clock.ts";
import type { ExecRecord } from "../supervisor/exec.ts";
import { Supervisor, type SupervisorOptions } from "../supervisor/supervisor.ts";
import {
  type ContainerConnection,
  type ContainerSet,
  connectInMemory,
  type WrapTransport,
} from "./connect.ts";

const wait = async (supervisor: Supervisor, change: Promise<string>): Promise<void> => {
  await supervisor.client.changes.wait(await change);
};

/** Brings the services of a new supervisor to the statuses that a test wants. */
const startServices = async (supervisor: Supervisor, state: ContainerState): Promise<void> => {
  const wanted = Object.entries(state.serviceStatuses).filter(([, status]) => status !== "inactive");
  const [first, ...rest] = wanted.map(([name]) => name);
  if (first === undefined) return;
  await wait(supervisor, supervisor.client.services.start([first, ...rest]));
  for (const [name, status] of wanted) if (status !== "active") supervisor.process(name).exit(1);
  // What comes of the exits is seen when all promises have had their turn.
  await supervisor.clock.advance(0);
};

/** Lets checks fail as often as a test wants, and stops those that are to be. */
const failChecks = async (supervisor: Supervisor, state: ContainerState): Promise<void> => {
  for (const [name, { status, failures }] of Object.entries(state.checks)) {
    const { threshold = 3 } = state.plan.checks.get(name) ?? {};
    const wanted = status === "down" ? Math.max(failures, threshold) : failures;
    supervisor.setCheck(name, { message: "the test says so" });
    for (let count = 0; count < wanted; count++) await supervisor.client.checks.refresh(name);
    supervisor.setCheck(name, "ok");
    if (status === "inactive") await supervisor.client.checks.stop([name]);
  }
};

/** How a check is, as the supervisor tells it. */
export const readCheck = (info: CheckInfo): CheckState => ({
  status: info.status,
  failures: info.failures ?? 0,
  successes: info.successes ?? 0,
  ...(info["change-id"] === undefined ? {} : { changeId: info["change-id"] }),
});

const readDuration = (name: "repeatAfterMs" | "expireAfterMs", text: string | undefined) =>
  text === undefined ? {} : { [name]: parseDurationMs(text) };

/** A notice, as the supervisor tells it. */
export const readNotice = (notice: Notice): NoticeState => ({
  id: notice.id,
  type: notice.type,
  key: notice.key,
  ...(notice["user-id"] === null ? {} : { userId: notice["user-id"] }),
  occurrences: notice.occurrences,
  lastData: Object.fromEntries(
    Object.entries(notice["last-data"] ?? {}).map(([key, value]) => [key, String(value)]),
  ),
  firstOccurred: new Date(notice["first-occurred"]),
  lastOccurred: new Date(notice["last-occurred"]),
  lastRepeated: new Date(notice["last-repeated"]),
  ...readDuration("repeatAfterMs", notice["repeat-after"]),
  ...readDuration("expireAfterMs", notice["expire-after"]),
});

/** Makes a supervisor that is as a state says. */
export const createSupervisor = async (
  state: ContainerState,
  options: Pick<SupervisorOptions, "clock" | "noteExec">,
): Promise<Supervisor> => {
  const layers = Object.fromEntries(
    Object.entries(state.layers).map(([label, layer]) => [label, layer.toYaml()]),
  );
  const supervisor = new Supervisor({ ...options, layers, notices: state.notices });
  for (const { command, run } of state.execs) supervisor.onExec(command, run);
  for (const [location, source] of Object.entries(state.mounts)) supervisor.mount(location, source);
  await startServices(supervisor, state);
  await failChecks(supervisor, state);
  for (const [name, result] of Object.entries(state.checkResults)) supervisor.setCheck(name, result);
  return supervisor;
};

/** What a supervisor has become, as a state. */
export const readSupervisor = async (
  supervisor: Supervisor,
  before: ContainerState,
): Promise<ContainerState> => {
  const { client } = supervisor;
  const [services, checks, notices] = await Promise.all([
    client.services.list(),
    client.checks.list(),
    client.notices.list({ types: ["custom"] }),
  ]);
  const layers = supervisor.layers.map((layer) => [layer.label, new Layer(printLayer(layer))] as const);
  return {
    ...before,
    layers: Object.fromEntries(layers),
    plan: new Plan(await client.plan.get()),
    serviceStatuses: Object.fromEntries(services.map(({ name, current }) => [name, current])),
    checks: Object.fromEntries(checks.map((info) => [info.name, readCheck(info)])),
    notices: notices.map(readNotice),
  };
};

/** The containers of one hook: a supervisor is made when the charm first calls it. */
export class TestContainers implements ContainerSet {
  readonly #clock: TestClock;
  readonly #records: Records;
  readonly #states: Readonly<Record<string, ContainerState>>;
  readonly #made = new Map<string, Promise<Supervisor>>();
  readonly #open: Supervisor[] = [];

  constructor(
    states: Readonly<Record<string, ContainerState>>,
    options: { readonly clock: TestClock; readonly records: Records },
  ) {
    this.#states = states;
    this.#clock = options.clock;
    this.#records = options.records;
  }

  /** The supervisor of a container, which may not be reachable. */
  supervisor(name: string): Promise<Supervisor> {
    const made = this.#made.get(name) ?? this.#make(name);
    this.#made.set(name, made);
    return made;
  }

  connect(name: string, wrap?: WrapTransport): ContainerConnection {
    return connectInMemory(() => this.supervisor(name), { clock: this.#clock, wrap });
  }

  /** The states of all containers as they are now. */
  async states(): Promise<Readonly<Record<string, ContainerState>>> {
    const states = { ...this.#states };
    for (const [name, made] of this.#made) {
      const before = states[name];
      if (before === undefined) continue;
      const supervisor = await made;
      const { isReachable } = supervisor;
      supervisor.isReachable = true;
      states[name] = { ...(await readSupervisor(supervisor, before)), canConnect: isReachable };
    }
    return states;
  }

  [Symbol.dispose](): void {
    for (const supervisor of this.#open) supervisor.abandon();
    this.#open.length = 0;
    this.#made.clear();
  }

  async #make(name: string): Promise<Supervisor> {
    const state = this.#states[name];
    if (state === undefined) {
      const supervisor = new Supervisor({ clock: this.#clock });
      supervisor.isReachable = false;
      this.#open.push(supervisor);
      return supervisor;
    }
    const { execs } = this.#records;
    execs[name] ??= [];
    const known = execs[name];
    const noteExec = (record: ExecRecord): void => void known.push(record);
    const supervisor = await createSupervisor(state, { clock: this.#clock, noteExec });
    this.#open.push(supervisor);
    supervisor.isReachable = state.canConnect;
    return supervisor;
  }
}
