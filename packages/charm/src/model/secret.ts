import { ModelError } from "../errors.ts";
import type { SecretContent, SecretFacts, SecretGrant, SecretRotate } from "../hook-tools/secret.ts";
import { changeSecret } from "./change-secret.ts";
import type { ModelDeps } from "./model-deps.ts";
import { assertSecretContent, canonicalSecretId } from "./secret-rules.ts";

/** What is said of a secret, besides its content. */
export interface SecretDetails {
  /** A name that only this charm knows it by. */
  readonly label?: string;
  readonly description?: string;
  /** When it is over. The charm is told by an event then; nothing ends by itself. */
  readonly expire?: Date;
  /** The same, in milliseconds from now. */
  readonly expireAfterMs?: number;
  /** How often the charm is told that it is time for a new content; never when absent. */
  readonly rotate?: SecretRotate;
}

/** What a secret is reached with. */
export type SecretDeps = Pick<ModelDeps, "tools" | "modelUuid" | "jujuVersion" | "today">;

/** Which secret it is, and its content if that is known already. */
export interface SecretIdentity {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly content?: SecretContent | undefined;
}

/** Which units a secret is shared with: all at the other end of a relation, or one. */
export interface SecretShare {
  readonly unit?: { readonly name: string };
}

const detailsOf = (details: SecretDetails, today: () => number) => {
  const { expireAfterMs, expire, ...rest } = details;
  const at = expireAfterMs === undefined ? expire : new Date(today() + expireAfterMs);
  return { ...rest, expire: at };
};

const grantOf = (relation: { readonly id: number }, { unit }: SecretShare): SecretGrant => ({
  relationId: relation.id,
  unit: unit?.name,
});

/**
 * A secret: texts that the agent keeps apart from all other data, in numbered revisions. Its owner may change it; whoever
 * it is shared with may read it, and goes on with the revision read first until it asks for the latest.
 * @source ops 3.9, ops/model.py, Secret
 */
export class Secret {
  /** What the charm calls it; undefined when it was found by its id only. */
  readonly label: string | undefined;
  readonly #deps: SecretDeps;
  #id: string | undefined;
  #content: SecretContent | undefined;

  constructor(deps: SecretDeps, { id, label, content }: SecretIdentity) {
    if (!id && !label)
      throw new ModelError("secret-key", "cannot tell which secret is meant: give its id or its label");
    this.#deps = deps;
    this.#id = id === undefined ? undefined : canonicalSecretId(id, deps.modelUuid);
    this.label = label;
    this.#content = content;
  }

  /** What other charms find it by, once it was granted to them; undefined when it was found by its label only. */
  get id(): string | undefined {
    return this.#id;
  }

  /** The last part of the id, which tells it from every other secret. */
  get uniqueIdentifier(): string | undefined {
    return this.#id
      ?.replace(/^secret:/, "")
      .split("/")
      .at(-1);
  }

  /**
   * The content of the revision that the charm goes on with; asked for once.
   * @param options with `refresh` the latest revision, which the charm goes on with from now on
   * @throws {SecretNotFoundError} when it is gone
   * @throws {HookToolError} when the charm may not read it
   */
  async getContent({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<SecretContent> {
    if (refresh || this.#content === undefined) {
      this.#content = await this.#deps.tools.secretGet(this.#key, { refresh });
    }
    return { ...this.#content };
  }

  /**
   * The content of the latest revision, this time only; asked for each time.
   * @throws {SecretNotFoundError} when it is gone
   * @throws {HookToolError} when the charm may not read it
   */
  peekContent(): Promise<SecretContent> {
    return this.#deps.tools.secretGet(this.#key, { peek: true });
  }

  /**
   * What is known of it; only its owner may ask.
   * @throws {SecretNotFoundError} when it is gone, or is not the charm's own
   */
  async getInfo(): Promise<SecretFacts> {
    const facts = await this.#deps.tools.secretInfoGet(this.#key);
    return { ...facts, id: canonicalSecretId(facts.id, this.#deps.modelUuid) };
  }

  /**
   * Makes a new revision, of which everybody who reads it is told. One with the same content as the last makes none.
   * @throws {SecretContentError} when the agent would not take the content
   */
  async setContent(content: SecretContent): Promise<void> {
    assertSecretContent(content);
    await changeSecret(this.#deps, { id: await this.#knownId(), change: { content } });
  }

  /**
   * Changes what is said of it; what is left out stays, and nothing can be unset.
   * @throws {ModelError} when there is nothing to change
   */
  async setInfo(details: SecretDetails): Promise<void> {
    const change = detailsOf(details, this.#deps.today);
    if (Object.values(change).every((value) => value === undefined)) {
      const hint = "give a label, a description, a time to expire or a rotation";
      throw new ModelError("secret-details", `cannot change nothing about a secret: ${hint}`);
    }
    await changeSecret(this.#deps, { id: await this.#knownId(), change });
  }

  /** Lets the other end of a relation read it, for as long as the relation lasts. */
  async grant(relation: { readonly id: number }, share: SecretShare = {}): Promise<void> {
    await this.#deps.tools.secretGrant(await this.#knownId(), grantOf(relation, share));
  }

  /** No longer lets the other end of a relation read it. */
  async revoke(relation: { readonly id: number }, share: SecretShare = {}): Promise<void> {
    await this.#deps.tools.secretRevoke(await this.#knownId(), grantOf(relation, share));
  }

  /** Removes one revision, as when an event says that nobody reads it any more. */
  async removeRevision(revision: number): Promise<void> {
    await this.#deps.tools.secretRemove(await this.#knownId(), revision);
  }

  /** Removes the secret. */
  async removeAllRevisions(): Promise<void> {
    await this.#deps.tools.secretRemove(await this.#knownId());
  }

  get #key(): { readonly id: string | undefined; readonly label: string | undefined } {
    return { id: this.#id, label: this.label };
  }

  async #knownId(): Promise<string> {
    this.#id ??= (await this.getInfo()).id;
    return this.#id;
  }
}

/** A secret that does not exist yet. */
export interface NewSecret {
  readonly content: SecretContent;
  readonly details: SecretDetails;
  readonly owner: "application" | "unit";
}

/**
 * Makes a secret.
 * @throws {SecretContentError} when the agent would not take the content
 */
export const addSecret = async (
  deps: SecretDeps,
  { content, details, owner }: NewSecret,
): Promise<Secret> => {
  assertSecretContent(content);
  const id = await deps.tools.secretAdd(content, { ...detailsOf(details, deps.today), owner });
  return new Secret(deps, { id, label: details.label, content });
};
