import type { GivenIdentities, Identity, IdentityAction } from "@cobble/wire";
import { CertificateError } from "../../errors.ts";
import type { SecurityLog } from "../../security-log.ts";
import { loadRecords } from "../../state/records.ts";
import type { StateStore } from "../../state/store.ts";
import { changeIdentities, type IdentityMap, type WantedIdentities } from "./actions.ts";
import { hideSecrets, isIdentity, type ReadCertificate, readIdentity } from "./identity.ts";
import { createPasswordChecker, type PasswordDeps } from "./passwords.ts";

/** An identity and its name. */
export interface NamedIdentity {
  readonly name: string;
  readonly identity: Identity;
}

/** A change of identities that a client asks for. */
export interface IdentityRequest {
  readonly action: IdentityAction;
  readonly identities: WantedIdentities;
  /** Who asks, for the security log. */
  readonly actor: string;
}

/** What the manager needs. */
export interface IdentityDeps extends PasswordDeps {
  readonly store: StateStore;
  readonly security: SecurityLog;
  readonly readCertificate: ReadCertificate;
}

/** Knows who may do what. */
export interface IdentityManager {
  /** All identities by name, sorted, their secrets hidden. */
  list(): Readonly<Record<string, Identity>>;
  /**
   * Checks what a client gave.
   * @throws {ApiError} 400 when an identity lacks something
   */
  read(given: GivenIdentities): WantedIdentities;
  /**
   * Changes identities; settles when they are on disk, and only then do they count.
   * @throws {ApiError} 400 when it cannot be done
   * @throws {StateError} when they cannot be written
   */
  change(request: IdentityRequest): Promise<void>;
  /** The identity of a local user. */
  ofUser(userId: number): NamedIdentity | undefined;
  /** The identity of that name, if it has that password. That it has not, or does not exist, takes as long to find. */
  ofPassword(name: string, password: Uint8Array): Promise<NamedIdentity | undefined>;
  /** The identity with exactly that certificate, which may be out of date. @param der the certificate's bytes */
  ofCertificate(der: Uint8Array): NamedIdentity | undefined;
}

/** Ways to find an identity; made anew whenever identities change. */
interface Index {
  readonly byName: IdentityMap;
  readonly byUser: ReadonlyMap<number, NamedIdentity>;
  readonly byCertificate: ReadonlyMap<string, NamedIdentity>;
  /** The password hashes there are, for those who have none. */
  readonly passwords: readonly string[];
}

const certificateKey = (der: Uint8Array): string => Buffer.from(der).toString("base64");

const makeIndex = (identities: IdentityMap, readCertificate: ReadCertificate): Index => {
  const byName = new Map([...identities].sort(([a], [b]) => (a < b ? -1 : 1)));
  const byUser = new Map<number, NamedIdentity>();
  const byCertificate = new Map<string, NamedIdentity>();
  const passwords: string[] = [];
  for (const [name, identity] of byName) {
    const { local, basic, cert } = identity;
    if (local !== undefined) byUser.set(local["user-id"], { name, identity });
    if (basic !== undefined) passwords.push(basic.password);
    if (cert !== undefined) byCertificate.set(certificateKey(readCertificate(cert.pem)), { name, identity });
  }
  return { byName, byUser, byCertificate, passwords };
};

/** Whether the certificate of an identity, if it has one, can be read. */
const holdsCertificate = ({ cert }: Identity, readCertificate: ReadCertificate): boolean => {
  try {
    if (cert !== undefined) readCertificate(cert.pem);
    return true;
  } catch (error) {
    if (error instanceof CertificateError) return false;
    throw error;
  }
};

class IdentitiesOfStore implements IdentityManager {
  readonly #deps: IdentityDeps;
  readonly #passwords: ReturnType<typeof createPasswordChecker>;
  #index: Index;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(deps: IdentityDeps) {
    this.#deps = deps;
    this.#passwords = createPasswordChecker(deps);
    const isWhole = (value: unknown): value is Identity =>
      isIdentity(value) && holdsCertificate(value, deps.readCertificate);
    this.#index = makeIndex(new Map(loadRecords(deps.store, "identity", isWhole)), deps.readCertificate);
  }

  list(): Readonly<Record<string, Identity>> {
    return Object.fromEntries([...this.#index.byName].map(([name, each]) => [name, hideSecrets(each)]));
  }

  read(given: GivenIdentities): WantedIdentities {
    const { readCertificate } = this.#deps;
    return new Map(
      Object.entries(given).map(([name, each]) => [
        name,
        each === null ? null : readIdentity(name, each, readCertificate),
      ]),
    );
  }

  change(request: IdentityRequest): Promise<void> {
    // One after the other, since each is judged by what the one before has left.
    const changed = this.#lastChange.then(() => this.#change(request));
    this.#lastChange = changed.catch(() => undefined);
    return changed;
  }

  ofUser(userId: number): NamedIdentity | undefined {
    return this.#index.byUser.get(userId);
  }

  async ofPassword(name: string, password: Uint8Array): Promise<NamedIdentity | undefined> {
    const known = this.#index.byName.get(name)?.basic?.password;
    const hash = known ?? this.#standIn(name);
    if (hash === undefined) return undefined;
    const isRight = await this.#passwords.matches(password, hash);
    // It may have been changed or removed meanwhile.
    const identity = this.#index.byName.get(name);
    const isCurrent = known !== undefined && identity?.basic?.password === known;
    return isRight && isCurrent ? { name, identity } : undefined;
  }

  ofCertificate(der: Uint8Array): NamedIdentity | undefined {
    return this.#index.byCertificate.get(certificateKey(der));
  }

  /** The hash of somebody else, always the same for a name: how long the check takes does not tell who exists. */
  #standIn(name: string): string | undefined {
    const { passwords } = this.#index;
    if (passwords.length === 0) return undefined;
    const sum = Number.parseInt(this.#deps.mac(Buffer.from(name)).slice(0, 8), 16);
    return passwords[sum % passwords.length];
  }

  async #change({ action, identities, actor }: IdentityRequest): Promise<void> {
    const before = this.#index.byName;
    const after = changeIdentities(before, action, identities);
    // Made first: what cannot be read again is not written.
    const index = makeIndex(after, this.#deps.readCertificate);
    const names = [...identities.keys()];
    try {
      this.#put(names, after);
      await this.#deps.store.commit({ progress: false });
    } catch (error) {
      // Otherwise a later write would bring what the client was told has failed.
      this.#put(names, before);
      throw error;
    }
    this.#index = index;
    for (const name of names) this.#tell({ name, action, actor, wasKnown: before.has(name) });
  }

  #put(names: readonly string[], identities: IdentityMap): void {
    for (const name of names) {
      const identity = identities.get(name);
      if (identity === undefined) this.#deps.store.remove("identity", name);
      else this.#deps.store.put("identity", name, identity);
    }
  }

  /** @source pebble 1.32, seen: its log; @differs it also tells of what it then refuses, and of deleting what is not there */
  #tell(done: {
    readonly name: string;
    readonly action: IdentityAction;
    readonly actor: string;
    readonly wasKnown: boolean;
  }): void {
    const { name, action, actor, wasKnown } = done;
    const access = this.#index.byName.get(name)?.access;
    if (access !== undefined) {
      const [verb, doing] = action === "add" ? ["created", "Creating"] : ["updated", "Updating"];
      const description = `${doing} ${access} user ${name}`;
      this.#deps.security({ name: `user_${verb}:${actor},${name},${access}`, level: "WARN", description });
    } else if (wasKnown) {
      const description = `Deleting user ${name}`;
      this.#deps.security({ name: `user_deleted:${actor},${name}`, level: "WARN", description });
    }
  }
}

/**
 * Makes the manager, with the identities that the store holds.
 * @throws {StateError} when the store holds what is no identity
 */
export const createIdentityManager = (deps: IdentityDeps): IdentityManager => new IdentitiesOfStore(deps);
