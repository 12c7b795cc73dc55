import type { Charm } from "@cobble/charm";
import { testEvents } from "../context/event.ts";
import { changeData, replaceRelation } from "../juju/relation-tools.ts";
import { getRelation } from "../state/find.ts";
import {
  completeRelations,
  type RelationData,
  type RelationState,
  remoteUnitNumbers,
} from "../state/relation.ts";
import { HarnessContainers } from "./containers.ts";

const numberOf = (unit: string): number => Number(unit.split("/")[1]);

/** What the other end of a new relation has written. */
export interface NewRelationData {
  readonly appData?: RelationData;
  /** Of its unit 0, which joins then. */
  readonly unitData?: RelationData;
}

/** The relations of a harness. */
export class HarnessRelations<C extends Pick<Charm, "framework">> extends HarnessContainers<C> {
  /**
   * Relates the charm with an application; relation-created comes, and what belongs to the data that is given.
   * @returns the relation's id
   * @throws {TestingError} when the charm has no such endpoint
   */
  async addRelation(endpoint: string, remoteApp: string, data: NewRelationData = {}): Promise<number> {
    this.requireName("relation", endpoint);
    const { identity, state } = this.juju;
    const id = Math.max(0, ...state.relations.map((relation) => relation.id)) + 1;
    const input = { endpoint, id, remoteAppName: remoteApp, remoteUnitsData: {} };
    this.juju.update({ relations: [...state.relations, ...completeRelations([input], identity)] });
    await this.emit(testEvents.relationCreated(id));
    if (data.appData !== undefined) await this.updateRelationData(id, remoteApp, data.appData);
    if (data.unitData !== undefined) {
      await this.addRelationUnit(id, `${remoteApp}/0`);
      await this.updateRelationData(id, `${remoteApp}/0`, data.unitData);
    }
    return id;
  }

  /** Unless the test has said otherwise, the application is meant to have this unit and those of its peer relations. */
  protected countUnits(): void {
    if (this.isPlanned) return;
    const peers = this.state.relations.filter(({ kind }) => kind === "peer").flatMap(remoteUnitNumbers);
    this.juju.update({ plannedUnits: new Set(peers).size + 1 });
  }

  /** A remote unit joins; relation-joined comes. @param unit as in `mysql/0` */
  async addRelationUnit(id: number, unit: string): Promise<void> {
    const relation = getRelation(this.state, id);
    const number = numberOf(unit);
    replaceRelation(this.juju, {
      ...relation,
      remoteUnitsData: { ...relation.remoteUnitsData, [number]: {} },
    });
    this.countUnits();
    await this.emit(testEvents.relationJoined(id, { remoteUnit: number }));
  }

  /** A remote unit leaves; relation-departed comes. @param unit as in `mysql/0` */
  async removeRelationUnit(id: number, unit: string): Promise<void> {
    const number = numberOf(unit);
    await this.emit(testEvents.relationDeparted(id, { remoteUnit: number }));
    const relation = getRelation(this.state, id);
    const { [number]: _gone, ...remoteUnitsData } = relation.remoteUnitsData;
    replaceRelation(this.juju, { ...relation, remoteUnitsData });
    this.countUnits();
  }

  /** The relation ends: each remote unit departs, and relation-broken comes. */
  async removeRelation(id: number): Promise<void> {
    const { remoteAppName, ...relation } = getRelation(this.state, id);
    for (const number of remoteUnitNumbers({ remoteAppName, ...relation })) {
      await this.removeRelationUnit(id, `${remoteAppName}/${number}`);
    }
    await this.emit(testEvents.relationBroken(id));
    this.juju.update({ relations: this.state.relations.filter((other) => other.id !== id) });
    this.countUnits();
  }

  /**
   * Somebody writes into a relation; relation-changed comes when it is not the charm's own unit or application, and
   * anything has changed. Peers hear of their application's data when they do not lead it.
   * @param member as in `mysql/0`, or `mysql` for an application
   * @param data an empty text removes a key
   */
  async updateRelationData(id: number, member: string, data: RelationData): Promise<void> {
    const before = this.getRelationData(id, member);
    const after = changeData(before, data);
    if (JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(after).sort()))
      return;
    this.#write(getRelation(this.state, id), { member, data: after });
    const { appName } = this.juju.identity;
    if (member === this.juju.unitName) return;
    const isOwnApp = member === appName;
    if (isOwnApp && (getRelation(this.state, id).kind !== "peer" || this.state.leader)) return;
    const remoteUnit = member.includes("/") ? numberOf(member) : "none";
    await this.emit(testEvents.relationChanged(id, { remoteUnit }));
  }

  /** What somebody has written into a relation. @param member as in `mysql/0`, or `mysql` for an application */
  getRelationData(id: number, member: string): RelationData {
    const relation = getRelation(this.state, id);
    if (member === this.juju.unitName) return relation.localUnitData;
    if (member === this.juju.identity.appName) return relation.localAppData;
    if (member === relation.remoteAppName) return relation.remoteAppData;
    return relation.remoteUnitsData[numberOf(member)] ?? {};
  }

  #write(
    relation: RelationState,
    { member, data }: { readonly member: string; readonly data: RelationData },
  ): void {
    if (member === this.juju.unitName) replaceRelation(this.juju, { ...relation, localUnitData: data });
    else if (member === this.juju.identity.appName)
      replaceRelation(this.juju, { ...relation, localAppData: data });
    else if (member === relation.remoteAppName)
      replaceRelation(this.juju, { ...relation, remoteAppData: data });
    else {
      const remoteUnitsData = { ...relation.remoteUnitsData, [numberOf(member)]: data };
      replaceRelation(this.juju, { ...relation, remoteUnitsData });
    }
  }
}
