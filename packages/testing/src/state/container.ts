import { Layer, type LayerDict, Plan } from "@cobble/charm";
import { combineLayers, parseLayer, printPlan } from "@cobble/plan";
import type { CheckStatus, ServiceStatus } from "@cobble/wire";
import type { CheckResult } from "../supervisor/checks.ts";
import type { ExecHandler } from "../supervisor/commands.ts";

/** Commands that a charm may run in a container, by the words that they begin with. */
export interface ExecState {
  /** The first words; an empty list fits every command. */
  readonly command: readonly string[];
  /** What comes of them: a result, or a function that makes one. */
  readonly run: ExecHandler;
}

/** A notice in a container. */
export interface NoticeState {
  readonly id: string;
  /** `custom` for those of workloads. */
  readonly type: string;
  /** `DOMAIN/PATH`. */
  readonly key: string;
  /** Absent when it is everybody's. */
  readonly userId?: number;
  readonly occurrences: number;
  readonly lastData: Readonly<Record<string, string>>;
  /** When it occurred first; when the run begins unless given. */
  readonly firstOccurred?: Date;
  /** When it occurred last; when the run begins unless given. More than a week ago, and there is no such notice. */
  readonly lastOccurred?: Date;
  /** When those who wait for notices were last told of it; when the run begins unless given. */
  readonly lastRepeated?: Date;
  /** How many milliseconds it is not repeated after that; it is repeated each time unless given. */
  readonly repeatAfterMs?: number;
  /** How many milliseconds it stays after it last occurred: the supervisor's own week, whatever a test gives. */
  readonly expireAfterMs?: number;
}

/** How a check is. */
export interface CheckState {
  readonly status: CheckStatus;
  /** How often it has failed in a row. */
  readonly failures: number;
  /** How often it has succeeded. */
  readonly successes: number;
  /** The change that runs it, as the supervisor numbers it, whatever a test gives; absent before a run, and of one that is stopped. */
  readonly changeId?: string;
}

/** A container and what its supervisor knows. */
export interface ContainerState {
  /** Whether its supervisor answers. */
  readonly canConnect: boolean;
  /** In the order in which they were added. */
  readonly layers: Readonly<Record<string, Layer>>;
  /** What the layers make together. */
  readonly plan: Plan;
  /** How each service of the plan is. */
  readonly serviceStatuses: Readonly<Record<string, ServiceStatus>>;
  /** How each check of the plan is. */
  readonly checks: Readonly<Record<string, CheckState>>;
  /** How the runs of checks end, for those that the charm starts or waits for; well unless it is said. */
  readonly checkResults: Readonly<Record<string, CheckResult>>;
  readonly notices: readonly NoticeState[];
  readonly execs: readonly ExecState[];
  /** Files and folders of this machine that the container has, by their place in it. */
  readonly mounts: Readonly<Record<string, string>>;
}

/** A notice of which only the key has to be said. */
export type NoticeInput = Pick<NoticeState, "key"> & Partial<NoticeState>;

/** A container of which nothing has to be said. */
export type ContainerInput = Partial<
  Omit<ContainerState, "layers" | "plan" | "notices" | "checks"> & {
    readonly layers: Readonly<Record<string, LayerDict | Layer | string>>;
    /** Ignored: the layers say what the plan is. */
    readonly plan: Plan;
    readonly notices: readonly NoticeInput[];
    readonly checks: Readonly<Record<string, Partial<CheckState>>>;
  }
>;

const toLayer = (layer: LayerDict | Layer | string): Layer =>
  layer instanceof Layer ? layer : new Layer(layer);

/**
 * What layers make together.
 * @throws {PlanError} when they make no plan
 */
export const planOf = (layers: Readonly<Record<string, Layer>>): Plan => {
  const parsed = Object.entries(layers).map(([label, layer], index) =>
    parseLayer(layer.toYaml(), { label, order: index + 1 }),
  );
  return new Plan(printPlan(combineLayers(parsed)));
};

const completeNotices = (inputs: readonly NoticeInput[]): readonly NoticeState[] => {
  let lastId = Math.max(0, ...inputs.map(({ id }) => Number(id ?? 0)).filter(Number.isSafeInteger));
  return inputs.map((input) => ({
    type: "custom",
    occurrences: 1,
    lastData: {},
    ...input,
    id: input.id ?? String(++lastId),
  }));
};

const emptyPlan = new Plan("{}");

/** Fills in what a test did not say. @throws {LayerError} when a layer is none, {PlanError} when they make no plan */
export const completeContainer = (input: ContainerInput): ContainerState => {
  const layers = Object.fromEntries(
    Object.entries(input.layers ?? {}).map(([label, layer]) => [label, toLayer(layer)]),
  );
  const plan = Object.keys(layers).length === 0 ? emptyPlan : planOf(layers);
  const statuses = [...plan.services.keys()].map((name) => [name, "inactive" as const]);
  const checks = Object.entries(input.checks ?? {}).map(([name, check]) => [
    name,
    { status: "up", failures: 0, successes: 0, ...check },
  ]);
  return {
    canConnect: input.canConnect ?? false,
    layers,
    plan,
    serviceStatuses: { ...Object.fromEntries(statuses), ...input.serviceStatuses },
    checks: Object.fromEntries(checks),
    checkResults: input.checkResults ?? {},
    notices: completeNotices(input.notices ?? []),
    execs: input.execs ?? [],
    mounts: input.mounts ?? {},
  };
};
