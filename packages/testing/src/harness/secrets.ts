import type { Charm } from "@cobble/charm";
import { testEvents } from "../context/event.ts";
import { TestingError } from "../errors.ts";
import { getSecret } from "../state/find.ts";
import { bareSecretId, completeSecrets, type SecretState, type SecretTexts } from "../state/secret.ts";
import { HarnessRelations } from "./relations.ts";

/** The secrets of a harness. */
export class HarnessSecrets<C extends Pick<Charm, "framework">> extends HarnessRelations<C> {
  /** Secrets of others that the charm may not read. */
  readonly #hidden = new Map<string, SecretState>();
  /** Whose those secrets are. */
  readonly #owners = new Map<string, string>();

  /** A person makes a secret; the charm may read it when it is granted. @returns its id, which an option may have as its value */
  addUserSecret(content: SecretTexts): string {
    return this.#add(content, "user");
  }

  /**
   * Another application or unit makes a secret; the charm may read it when it is granted.
   * @param owner as in `mysql` or `mysql/0`; the charm's own application or unit may read and change it at once
   * @returns its id
   */
  addModelSecret(owner: string, content: SecretTexts): string {
    const { identity, unitName } = this.juju;
    if (owner !== identity.appName && owner !== unitName) return this.#add(content, owner);
    const kind = owner === unitName ? "unit" : "app";
    const [made] = completeSecrets([{ id: this.juju.newSecretId(), content, owner: kind }]);
    if (made !== undefined) this.juju.update({ secrets: [...this.state.secrets, made] });
    return made?.id ?? "";
  }

  /**
   * Somebody's secret has a new content; secret-changed comes when the charm may read it.
   * @throws {TestingError} when there is none of that id
   */
  async setSecretContent(id: string, content: SecretTexts): Promise<void> {
    const secret = this.#find(id);
    const changed = { ...secret, latestContent: content, latestRevision: secret.latestRevision + 1 };
    if (this.#hidden.has(secret.id)) {
      this.#hidden.set(secret.id, changed);
      return;
    }
    this.#replace(changed);
    if (changed.owner === undefined) await this.emit(testEvents.secretChanged(id));
  }

  /**
   * Lets an application or unit read a secret.
   * @param observer the charm's own for a secret of others; a related one for a secret of the charm
   */
  grantSecret(id: string, observer: string): void {
    const secret = this.#find(id);
    const { identity, unitName } = this.juju;
    if (this.#hidden.has(secret.id)) {
      if (observer !== identity.appName && observer !== unitName) return;
      this.#hidden.delete(secret.id);
      this.juju.update({ secrets: [...this.state.secrets, secret] });
      return;
    }
    const relation = this.#relationWith(observer);
    const names = new Set([...(secret.grants[relation] ?? []), observer]);
    this.#replace({ ...secret, grants: { ...secret.grants, [relation]: [...names] } });
  }

  /** Undoes {@link HarnessSecrets.grantSecret}. */
  revokeSecret(id: string, observer: string): void {
    const secret = this.#find(id);
    if (secret.owner === undefined) {
      this.juju.update({ secrets: this.state.secrets.filter((other) => other.id !== secret.id) });
      this.#hidden.set(secret.id, secret);
      return;
    }
    const relation = this.#relationWith(observer);
    const names = (secret.grants[relation] ?? []).filter((name) => name !== observer);
    this.#replace({ ...secret, grants: { ...secret.grants, [relation]: names } });
  }

  /** Who may read a secret of the charm by way of a relation. */
  getSecretGrants(id: string, relationId: number): ReadonlySet<string> {
    return new Set(this.#find(id).grants[relationId]);
  }

  /** The numbers of a secret's revisions, oldest first. */
  getSecretRevisions(id: string): readonly number[] {
    const { latestRevision } = this.#find(id);
    const removed = this.records.removedSecretRevisions.filter((each) => each.id === id);
    return Array.from({ length: latestRevision }, (_, index) => index + 1).filter(
      (revision) => !removed.some((each) => each.revision === revision),
    );
  }

  /** It is time for a secret of the charm to be renewed: secret-rotate comes. */
  async triggerSecretRotation(id: string): Promise<void> {
    this.#requireOwn(id, "rotate");
    await this.emit(testEvents.secretRotate(id));
  }

  /** A revision of a secret of the charm is over: secret-expired comes. */
  async triggerSecretExpiration(id: string, revision: number): Promise<void> {
    this.#requireOwn(id, "expire");
    await this.emit(testEvents.secretExpired(id, revision));
  }

  /** Nobody reads a revision of a secret of the charm any more: secret-remove comes. */
  async triggerSecretRemoval(id: string, revision: number): Promise<void> {
    this.#requireOwn(id, "remove");
    await this.emit(testEvents.secretRemove(id, revision));
  }

  #add(content: SecretTexts, owner: string): string {
    const id = this.juju.newSecretId();
    this.juju.hideSecretId(id);
    for (const secret of completeSecrets([{ id, content }])) this.#hidden.set(id, secret);
    this.#owners.set(id, owner);
    return id;
  }

  #find(id: string): SecretState {
    const hidden = [...this.#hidden.values()].find((each) => bareSecretId(each.id) === bareSecretId(id));
    return hidden ?? getSecret(this.state, id);
  }

  #replace(changed: SecretState): void {
    this.juju.update({
      secrets: this.state.secrets.map((secret) => (secret.id === changed.id ? changed : secret)),
    });
  }

  #relationWith(observer: string): number {
    const app = observer.split("/")[0];
    const found = this.state.relations.find(({ remoteAppName }) => remoteAppName === app);
    if (found !== undefined) return found.id;
    throw new TestingError(
      "secret-grant",
      `cannot grant a secret to ${observer}: the charm is not related to it`,
    );
  }

  #requireOwn(id: string, doing: string): void {
    if (this.#find(id).owner !== undefined) return;
    throw new TestingError(
      "secret-owner",
      `cannot ${doing} secret ${id}: it is ${this.#owners.get(id) ?? "somebody else"}'s, and only its owner gets that event`,
    );
  }
}
