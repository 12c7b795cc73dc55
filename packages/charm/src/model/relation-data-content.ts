import { HookToolError, RelationNotFoundError } from "../errors.ts";
import { isRefusedAppData } from "../hook-tools/not-found.ts";
import type { RelationRef, RelationTools } from "../hook-tools/relation.ts";
import type { Application } from "./application.ts";
import { askOnce } from "./ask-once.ts";
import { RelationDataAccessError, RelationDataTypeError } from "./errors.ts";
import type { Leadership } from "./leadership.ts";
import type { Unit } from "./unit.ts";

/** Whoever has data in a relation. */
export type RelationEntity = Pick<Unit, "kind" | "name"> | Pick<Application, "kind" | "name">;

/** What the data of one entity is reached with. */
export interface RelationDataContentDeps {
  readonly relation: RelationRef;
  readonly entity: RelationEntity;
  /** The unit that the charm runs in. */
  readonly ownUnit: Pick<Unit, "name" | "app">;
  /** Whether both ends are the same application, whose data each of its units may read. */
  readonly isWithin: boolean;
  /** Whether the relation lasts: one that is gone has no data, which everybody may know. */
  readonly active: boolean;
  readonly tools: Pick<RelationTools, "relationGet" | "relationSet">;
  readonly leadership: Leadership;
}

/**
 * What a unit or an application says to the other end of a relation: texts by key. It is read from the agent once in a
 * hook, and what the charm writes is seen when it is read again.
 *
 * Everybody may read the data of units and of the remote application; an application's own data only its leader may read,
 * unless the relation is within it. A unit writes its own data, and the leader that of its application.
 * @source ops 3.9, ops/model.py, RelationDataContent
 */
export class RelationDataContent {
  readonly #deps: RelationDataContentDeps;
  readonly #load: () => Promise<Map<string, string>> = askOnce(() => this.#ask());

  constructor(deps: RelationDataContentDeps) {
    this.#deps = deps;
  }

  /**
   * One value; undefined when the key is not there.
   * @throws {RelationDataAccessError} when this unit may not read the data
   */
  async get(key: string): Promise<string | undefined> {
    return (await this.#read()).get(key);
  }

  /**
   * Every value, by key.
   * @throws {RelationDataAccessError} when this unit may not read the data
   */
  async getAll(): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries(await this.#read());
  }

  /**
   * Writes one value.
   * @param value an empty text removes the key
   * @throws {RelationDataTypeError} when the key or the value is no text
   * @throws {RelationDataAccessError} when this unit may not write the data
   */
  set(key: string, value: string): Promise<void> {
    return this.update({ [key]: value });
  }

  /**
   * Removes a key; one that is not there is no error.
   * @throws {RelationDataAccessError} when this unit may not write the data
   */
  delete(key: string): Promise<void> {
    return this.update({ [key]: "" });
  }

  /**
   * Writes several values by one run of a tool; none when nothing would change. What is not named stays, and an empty text
   * removes a key. The other end sees it when the hook has ended well.
   * @throws {RelationDataTypeError} when a key or a value is no text
   * @throws {RelationDataAccessError} when this unit may not write the data
   */
  async update(data: Readonly<Record<string, string>>): Promise<void> {
    this.#assertTexts(data);
    await this.#assertWritable();
    const loaded = await this.#load();
    const changes = Object.entries(data).filter(([key, value]) => (loaded.get(key) ?? "") !== value);
    if (changes.length === 0) return;
    const { tools, relation, entity } = this.#deps;
    const app = entity.kind === "application";
    await this.#named(() => tools.relationSet(relation, Object.fromEntries(changes), { app }));
    for (const [key, value] of changes) {
      if (value === "") loaded.delete(key);
      else loaded.set(key, value);
    }
  }

  async #read(): Promise<Map<string, string>> {
    await this.#assertReadable();
    return this.#load();
  }

  async #ask(): Promise<Map<string, string>> {
    const { tools, relation, entity } = this.#deps;
    try {
      const member = { name: entity.name, app: entity.kind === "application" };
      return new Map(Object.entries(await this.#named(() => tools.relationGet(relation, member))));
    } catch (error) {
      // A relation that is gone says nothing.
      if (error instanceof RelationNotFoundError) return new Map();
      throw error;
    }
  }

  get #isOwnApp(): boolean {
    const { entity, ownUnit } = this.#deps;
    return entity.kind === "application" && entity.name === ownUnit.app.name;
  }

  /** Runs a tool. An agent that denies it means that the relation is gone, but for a unit that does not lead. */
  async #named<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof HookToolError) || !isRefusedAppData(error)) throw error;
      const { isWithin, leadership } = this.#deps;
      const mayBeRefused = this.#isOwnApp && !(isWithin && error.tool === "relation-get");
      if (mayBeRefused && !(await leadership.isLeader())) throw error;
      throw new RelationNotFoundError(error);
    }
  }

  async #assertReadable(): Promise<void> {
    const { entity, ownUnit, isWithin, active, leadership } = this.#deps;
    if (!active || !this.#isOwnApp || isWithin || (await leadership.isLeader())) return;
    throw new RelationDataAccessError(
      `cannot read the data of application ${entity.name} as ${ownUnit.name}: only its leader may`,
    );
  }

  #assertTexts(data: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(data)) {
      if (typeof value === "string") continue;
      const type = value === null ? "null" : typeof value;
      throw new RelationDataTypeError(
        `cannot write ${JSON.stringify(key)} into the data of a relation: its value is of type ${type}, and only texts can be written`,
      );
    }
  }

  async #assertWritable(): Promise<void> {
    const { entity, ownUnit, leadership } = this.#deps;
    const owner = entity.kind === "application" ? ownUnit.app.name : ownUnit.name;
    const refuse = (reason: string): never => {
      throw new RelationDataAccessError(
        `cannot write the data of ${entity.name} as ${ownUnit.name}: ${reason}`,
      );
    };
    if (entity.name !== owner) refuse(`the charm may only write the data of ${owner}`);
    if (entity.kind === "application" && !(await leadership.isLeader())) {
      refuse("only the leader of the application may");
    }
  }
}
