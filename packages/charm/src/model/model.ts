import type { CharmTypes, RelationName } from "../charm-types.ts";
import { ModelError } from "../errors.ts";
import type { CloudSpec } from "../hook-tools/credential.ts";
import type { GoalState } from "../hook-tools/goal-state.ts";
import type { Application } from "./application.ts";
import type { JujuVersion } from "./juju-version.ts";
import type { Entities } from "./load-relation.ts";
import type { ModelDeps } from "./model-deps.ts";
import { Binding } from "./network.ts";
import type { Relation } from "./relation.ts";
import type { Relations } from "./relations.ts";
import type { Resources } from "./resources.ts";
import { Secret } from "./secret.ts";
import { canonicalSecretId } from "./secret-rules.ts";
import type { Storages } from "./storage.ts";
import type { Unit } from "./unit.ts";

/** The values of the charm's options, by name; one that has neither a value nor a default is undefined. */
export type Config<T extends CharmTypes = CharmTypes> = Readonly<T["config"]>;

/** What a model is made from. */
export interface ModelParts<T extends CharmTypes = CharmTypes> extends Entities {
  readonly name: string;
  readonly deps: ModelDeps;
  readonly unit: Unit<T>;
  readonly config: () => Config<T>;
  readonly relations: Relations<T>;
  readonly storages: Storages<T>;
  readonly resources: Resources<T>;
}

/**
 * The charm's view of the world: its unit, its application, and what they are configured to do and related to. What cannot
 * change while a hook runs is asked of the agent once.
 * @source ops 3.9, ops/model.py, Model
 */
export class Model<T extends CharmTypes = CharmTypes> {
  /** The model's name; empty when the agent did not say. */
  readonly name: string;
  readonly uuid: string;
  /** Version 0.0.0 when the agent did not say. */
  readonly jujuVersion: JujuVersion;
  readonly unit: Unit<T>;
  readonly app: Application;
  readonly relations: Relations<T>;
  readonly storages: Storages<T>;
  readonly resources: Resources<T>;
  readonly #parts: ModelParts<T>;
  readonly #bindings = new Map<string, Binding>();

  constructor(parts: ModelParts<T>) {
    this.name = parts.name;
    this.uuid = parts.deps.modelUuid;
    this.jujuVersion = parts.deps.jujuVersion;
    this.unit = parts.unit;
    this.app = parts.unit.app;
    this.relations = parts.relations;
    this.storages = parts.storages;
    this.resources = parts.resources;
    this.#parts = parts;
  }

  /**
   * The options' values. They do not change while a hook runs, and are asked for when they are first looked at.
   * @throws {HookToolError} when they cannot be asked for
   */
  get config(): Config<T> {
    return this.#parts.config();
  }

  /** A unit of any application; the same object each time. */
  getUnit(name: string): Unit {
    return this.#parts.getUnit(name);
  }

  /** An application; the same object each time. */
  getApp(name: string): Application {
    return this.#parts.getApp(name);
  }

  /**
   * A relation of an endpoint: the only one, or the one of that id; undefined when there is none. One of an id that is gone
   * is there, without units, and not active.
   * @throws {TooManyRelatedAppsError} when there is more than one and no id says which
   * @throws {UnknownNameError} when the charm's description has no endpoint of that name
   */
  getRelation(name: RelationName<T>, id?: number): Promise<Relation | undefined> {
    return id === undefined ? this.relations.only(name) : this.relations.byId(name, id);
  }

  /**
   * How the unit is reached through an endpoint, or through one of its relations.
   * @param key the name of an endpoint or an extra binding, or a relation
   */
  getBinding(key: string | Pick<Relation, "name" | "id">): Binding {
    const facts = typeof key === "string" ? { name: key } : { name: key.name, relationId: key.id };
    const place = typeof key === "string" ? key : `${key.name}:${key.id}`;
    const binding = this.#bindings.get(place) ?? new Binding(this.#parts.deps.tools, facts);
    this.#bindings.set(place, binding);
    return binding;
  }

  /**
   * A secret by its id or its label, with its content; with both it is found by the id, and has that label from now on.
   * @throws {SecretNotFoundError} when there is none
   * @throws {HookToolError} when the charm may not read it
   * @throws {ModelError} when neither is given
   */
  async getSecret({ id, label }: { readonly id?: string; readonly label?: string }): Promise<Secret> {
    if (!id && !label)
      throw new ModelError("secret-key", "cannot tell which secret is meant: give its id or its label");
    const { deps } = this.#parts;
    const key = { id: id === undefined ? undefined : canonicalSecretId(id, deps.modelUuid), label };
    return new Secret(deps, { ...key, content: await deps.tools.secretGet(key, {}) });
  }

  /**
   * A secret by its id or its label, as an event or an option names it: its content is asked for when it is wanted.
   * @throws {ModelError} when neither is given
   */
  findSecret(key: { readonly id?: string | undefined; readonly label?: string | undefined }): Secret {
    return new Secret(this.#parts.deps, key);
  }

  /**
   * The cloud that the model is in, and what opens it.
   * @throws {HookToolError} when the charm is not trusted with it
   */
  getCloudSpec(): Promise<CloudSpec> {
    return this.#parts.deps.tools.credentialGet();
  }

  /** What the model is meant to become; asked for once in a hook. */
  getGoalState(): Promise<GoalState> {
    return this.#parts.deps.goalState();
  }
}
