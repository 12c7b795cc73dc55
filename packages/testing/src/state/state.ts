import { type CloudSpec, type ConfigValue, type Port, type Status, UnknownStatus } from "@cobble/charm";
import type { Charmcraft } from "@cobble/plan";
import { type ContainerInput, type ContainerState, completeContainer } from "./container.ts";
import type { DeferredEvent, DeferredInput, StoredStates } from "./kept.ts";
import { defaultNetwork, type NetworkInput, type NetworkState } from "./network.ts";
import { completeRelations, type RelationInput, type RelationState } from "./relation.ts";
import { completeSecrets, type SecretInput, type SecretState } from "./secret.ts";

/** A storage that is attached. */
export interface StorageState {
  readonly name: string;
  /** Which of those of the name; usually 0. */
  readonly index: number;
}

/** The model that the unit is in. */
export interface ModelState {
  readonly name: string;
  readonly uuid: string;
  readonly type: "kubernetes" | "lxd";
  /** What `getCloudSpec` answers; there is none when absent. */
  readonly cloudSpec?: CloudSpec;
}

/**
 * Everything that Juju and the supervisors know of one unit, as it is before an event or after it. It is never changed: a
 * run gives a new one, and `{ ...state, leader: true }` is another.
 */
export interface State {
  /** The options that somebody has set; those left out have the defaults of the charm's description. */
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly leader: boolean;
  readonly relations: readonly RelationState[];
  /** By name; a container of the charm that is not here cannot be connected to. */
  readonly containers: Readonly<Record<string, ContainerState>>;
  /** Those that are attached. */
  readonly storages: readonly StorageState[];
  /** Those that the unit may read. */
  readonly secrets: readonly SecretState[];
  /** The path of each resource's file, by name. */
  readonly resources: Readonly<Record<string, string>>;
  /** By endpoint or extra binding, or as `db:3` for one relation of an endpoint; those left out have a default. */
  readonly networks: Readonly<Record<string, NetworkState>>;
  readonly openedPorts: readonly Port[];
  readonly unitStatus: Status;
  readonly appStatus: Status;
  readonly workloadVersion: string;
  /** How many units the application is meant to have. */
  readonly plannedUnits: number;
  readonly model: ModelState;
  /** What the charm has stored, by the handle of the stored state, as in `charm/stored`. */
  readonly storedStates: StoredStates;
  /** What handlers have deferred, the oldest first. */
  readonly deferred: readonly DeferredEvent[];
  /** What else the framework keeps, as it writes it: what `trackChanges` has seen. */
  readonly kept: Readonly<Record<string, string>>;
}

/** A state of which nothing has to be said. */
export type StateInput = Partial<
  Omit<State, "relations" | "containers" | "secrets" | "networks" | "model" | "storages" | "deferred"> & {
    readonly relations: readonly RelationInput[];
    readonly containers: Readonly<Record<string, ContainerInput>>;
    readonly secrets: readonly SecretInput[];
    readonly networks: Readonly<Record<string, NetworkInput>>;
    readonly model: Partial<ModelState>;
    readonly storages: readonly (Pick<StorageState, "name"> & Partial<StorageState>)[];
    readonly deferred: readonly DeferredInput[];
  }
>;

const defaultModel: ModelState = {
  name: "test-model",
  uuid: "00000000-0000-4000-8000-000000000001",
  type: "kubernetes",
};

const mapRecord = <A, B>(
  record: Readonly<Record<string, A>>,
  convert: (value: A) => B,
): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));

const completeStorages = (inputs: NonNullable<StateInput["storages"]>): readonly StorageState[] =>
  inputs.map(({ name, index }, at) => ({
    name,
    index: index ?? inputs.slice(0, at).filter((other) => other.name === name).length,
  }));

/**
 * Fills in what a test did not say, but for what was deferred: that is filled in by what the rest says.
 * @throws {LayerError} when a layer of a container is none
 * @throws {PlanError} when the layers of a container make no plan
 */
export const completeState = (
  { deferred: _deferred, ...input }: StateInput,
  charm: { readonly meta: Charmcraft; readonly appName: string },
): State => ({
  config: {},
  leader: false,
  resources: {},
  openedPorts: [],
  unitStatus: new UnknownStatus(),
  appStatus: new UnknownStatus(),
  workloadVersion: "",
  plannedUnits: 1,
  storedStates: {},
  deferred: [],
  kept: {},
  ...input,
  relations: completeRelations(input.relations ?? [], charm),
  containers: mapRecord(input.containers ?? {}, completeContainer),
  storages: completeStorages(input.storages ?? []),
  secrets: completeSecrets(input.secrets ?? []),
  networks: mapRecord(input.networks ?? {}, (network) => ({ ...defaultNetwork, ...network })),
  model: { ...defaultModel, ...input.model },
});
