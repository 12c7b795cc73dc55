import type { Charmcraft } from "@cobble/plan";
import { freeSecretId } from "../state/secret.ts";
import type { State } from "../state/state.ts";
import type { Records } from "./records.ts";

/** The action that somebody runs. */
export interface ActionState {
  readonly name: string;
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What of a unit does not change from one event to the next. */
export interface UnitIdentity {
  readonly appName: string;
  readonly unitNumber: number;
  readonly meta: Charmcraft;
  /** As in `3.6.14`. */
  readonly jujuVersion: string;
  /** Whether the application may see what opens the cloud. */
  readonly isTrusted: boolean;
  /** As in `0`, or `0/lxd/1`; absent on Kubernetes. */
  readonly machineId?: string | undefined;
  /** As in `zone1`. */
  readonly availabilityZone?: string | undefined;
  /** The unit that this one, a subordinate, was deployed beside, as in `mysql/0`. */
  readonly principalUnit?: string | undefined;
}

/** How a test says which unit it is. */
export interface UnitOptions {
  /** The charm's own name unless given. */
  readonly appName?: string;
  /** 0 unless given. */
  readonly unitNumber?: number;
  /** 3.6.14 unless given. */
  readonly jujuVersion?: string;
  /** Whether the application was given the right to see what opens the cloud. */
  readonly isTrusted?: boolean;
  /** The machine that it is on, as in `0` or `0/lxd/1`; none unless given, as on Kubernetes. */
  readonly machineId?: string;
  /** As in `zone1`; none unless given. */
  readonly availabilityZone?: string;
  /** The unit that this one, a subordinate, was deployed beside, as in `mysql/0`; none unless given. */
  readonly principalUnit?: string;
}

/** @source ops 3.9, testing/src/scenario/context.py, _DEFAULT_JUJU_VERSION */
const defaultJujuVersion = "3.6.14";

/** The unit that a test means. */
export const identityOf = (
  meta: Charmcraft,
  options: UnitOptions & Pick<UnitIdentity, "isTrusted">,
): UnitIdentity => ({
  meta,
  appName: options.appName ?? meta.name,
  unitNumber: options.unitNumber ?? 0,
  jujuVersion: options.jujuVersion ?? defaultJujuVersion,
  isTrusted: options.isTrusted,
  machineId: options.machineId,
  availabilityZone: options.availabilityZone,
  principalUnit: options.principalUnit,
});

/** What the tools of one hook work with. */
export interface JujuDeps {
  readonly identity: UnitIdentity;
  readonly records: Records;
  /** The folder of a storage. */
  readonly storagePath: (name: string, index: number) => string;
  /** The milliseconds since 1970 that it is. */
  readonly nowMs: () => number;
}

/** Juju, as one unit meets it: a state that its tools read and replace. */
export class Juju {
  readonly identity: UnitIdentity;
  readonly records: Records;
  readonly storagePath: JujuDeps["storagePath"];
  readonly nowMs: JujuDeps["nowMs"];
  /** The action that runs now, if one does. */
  action: ActionState | undefined;
  readonly #hiddenSecretIds = new Set<string>();
  #state: State;

  constructor(state: State, deps: JujuDeps) {
    this.#state = state;
    this.identity = deps.identity;
    this.records = deps.records;
    this.storagePath = deps.storagePath;
    this.nowMs = deps.nowMs;
  }

  get state(): State {
    return this.#state;
  }

  /** As in `snappass/0`. */
  get unitName(): string {
    return `${this.identity.appName}/${this.identity.unitNumber}`;
  }

  /** An id for a new secret: no other has it, not even one that the unit may not read. */
  newSecretId(): string {
    const taken = new Set([...this.#state.secrets.map(({ id }) => id), ...this.#hiddenSecretIds]);
    return freeSecretId(taken);
  }

  /** Sets an id aside for a secret that the unit may not read. */
  hideSecretId(id: string): void {
    this.#hiddenSecretIds.add(id);
  }

  /** Replaces parts of the state. */
  update(parts: Partial<State>): void {
    this.#state = { ...this.#state, ...parts };
  }
}
