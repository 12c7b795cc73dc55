import type { Charm, ConfigValue, Status } from "@cobble/charm";
import { MaintenanceStatus, UnknownStatus } from "@cobble/charm";
import { ActionFailedError } from "../context/errors.ts";
import { testEvents } from "../context/event.ts";
import { TestingError } from "../errors.ts";
import { type ActionOutput, actionOutput } from "../juju/records.ts";
import { remoteUnitNumbers } from "../state/relation.ts";
import { HarnessWorld } from "./world.ts";

/**
 * Drives a charm step by step: each call changes something in the world, and lets the events of it come. The names are those
 * of ops, in camelCase, and most calls are awaited. It stands on the same engine as {@link Context}, whose tests are easier to
 * read: one state, one event, one state.
 *
 * As in Juju, each event has a new object of the charm, deferred handlers are called again before the next event, and
 * collect-status comes after each.
 *
 * @example
 * using harness = new Harness(PauseCharm, { charmcraft });
 * await harness.begin();
 * await harness.containerPebbleReady("pause");
 * assert.deepEqual(harness.unitStatus, new ActiveStatus());
 * @source ops 3.9, ops/_private/harness.py
 */
export class Harness<C extends Pick<Charm, "framework"> = Pick<Charm, "framework">> extends HarnessWorld<C> {
  /** How the unit is, as it was last said. */
  get unitStatus(): Status {
    return this.state.unitStatus;
  }

  /** How the application is, as it was last said. */
  get appStatus(): Status {
    return this.state.appStatus;
  }

  /** What the charm has said that the version of the workload is; empty before. */
  getWorkloadVersion(): string {
    return this.state.workloadVersion;
  }

  /**
   * {@link Harness.begin}, and then the events that a new unit gets: storages, install, relations, leadership, options,
   * start, and who is at the other end of the relations.
   */
  async beginWithInitialHooks(): Promise<void> {
    await this.begin();
    this.juju.update({ unitStatus: new MaintenanceStatus() });
    for (const { name, index } of this.state.storages)
      await this.emit(testEvents.storageAttached(name, index));
    await this.emit(testEvents.install());
    for (const { id } of this.state.relations) await this.emit(testEvents.relationCreated(id));
    if (this.state.leader) await this.emit(testEvents.leaderElected());
    await this.emit(testEvents.configChanged());
    await this.emit(testEvents.start());
    const { unitStatus } = this.state;
    if (unitStatus.equals(new MaintenanceStatus())) this.juju.update({ unitStatus: new UnknownStatus() });
    for (const relation of this.state.relations) {
      for (const remoteUnit of remoteUnitNumbers(relation)) {
        await this.emit(testEvents.relationJoined(relation.id, { remoteUnit }));
        await this.emit(testEvents.relationChanged(relation.id, { remoteUnit }));
      }
    }
  }

  /**
   * Somebody sets options, or gives them their defaults again; config-changed comes.
   * @param options.unset the names of those that are to have their defaults
   * @throws {TestingError} when the charm has no such option
   */
  async updateConfig(
    values: Readonly<Record<string, ConfigValue>>,
    { unset = [] }: { readonly unset?: readonly string[] } = {},
  ): Promise<void> {
    const known = this.juju.identity.meta.config;
    const unknown = [...Object.keys(values), ...unset].filter((name) => !known.has(name));
    if (unknown.length > 0) {
      const list = [...known.keys()].join(", ");
      throw new TestingError(
        "unknown-name",
        `cannot find option ${unknown.join(", ")}: the charm has ${list}`,
      );
    }
    const kept = Object.entries(this.state.config).filter(([name]) => !unset.includes(name));
    this.juju.update({ config: { ...Object.fromEntries(kept), ...values } });
    await this.emit(testEvents.configChanged());
  }

  /** The unit becomes the leader, and leader-elected comes; or it is no longer, which nobody tells it. */
  async setLeader(leader = true): Promise<void> {
    const wasLeader = this.state.leader;
    this.juju.update({ leader });
    if (leader && !wasLeader) await this.emit(testEvents.leaderElected());
  }

  /** How often the charm has asked for a restart of its machine. */
  get rebootCount(): number {
    return this.records.rebootCount;
  }

  /** Says how many units the application is meant to have; before, it is this one and those of its peer relations. */
  setPlannedUnits(count: number): void {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new TestingError("planned-units", `cannot plan ${count} units: it is a whole number, 0 or more`);
    }
    this.isPlanned = true;
    this.juju.update({ plannedUnits: count });
  }

  /** Undoes {@link Harness.setPlannedUnits}: the application is meant to have the units that it has. */
  resetPlannedUnits(): void {
    this.isPlanned = false;
    this.countUnits();
  }

  /**
   * Runs an action.
   * @throws {ActionFailedError} when the charm says that it failed
   * @throws {TestingError} when the charm has none of that name
   */
  async runAction(name: string, params: Readonly<Record<string, unknown>> = {}): Promise<ActionOutput> {
    this.requireName("action", name);
    const { records } = this;
    [records.actionResults, records.actionFailure] = [undefined, undefined];
    records.actionLogs.length = 0;
    await this.emit(testEvents.action(name, params));
    const output = actionOutput(records);
    if (records.actionFailure === undefined) return output;
    throw new ActionFailedError(records.actionFailure, { output, state: this.state });
  }

  /** Asks the charm how it is, as after each event: collect-app-status on the leader, and collect-unit-status. */
  async evaluateStatus(): Promise<void> {
    // Nobody observes a hook of that name, so that nothing but the question comes.
    await this.emit({ kind: "plain", hook: "evaluate-status", isInner: true });
  }
}
