import { contextValue, type HookContext } from "../context.ts";
import type { Model } from "../model/model.ts";
import type { Secret } from "../model/secret.ts";
import { type BoundEvent, bindEvent, CharmEvent, undeferrable } from "./event.ts";

/** Something happened to a secret. */
export abstract class SecretEvent extends CharmEvent {
  /** Its content is read when it is asked for. */
  readonly secret: Secret;

  constructor(secret: Secret) {
    super();
    this.secret = secret;
  }
}

/** Whoever owns a secret that the charm reads has given it another content: `getContent({ refresh: true })` reads it. */
export class SecretChangedEvent extends SecretEvent {
  readonly kind = "secret-changed";
}

/** It is time for the charm to give its secret another content. */
export class SecretRotateEvent extends SecretEvent {
  readonly kind = "secret-rotate";

  /**
   * Always refused.
   * @throws {DeferError} always
   */
  override defer(): never {
    throw undeferrable(this.kind, "they come again until the secret has a new revision");
  }
}

/** Something happened to one revision of the charm's secret. */
export abstract class SecretRevisionEvent extends SecretEvent {
  readonly revision: number;

  constructor(secret: Secret, revision: number) {
    super(secret);
    this.revision = revision;
  }

  /** Removes the revision; as long as it is there the event comes again. */
  async removeRevision(): Promise<void> {
    await this.secret.removeRevision(this.revision);
  }
}

/** Nobody reads a revision of the charm's secret any more. */
export class SecretRemoveEvent extends SecretRevisionEvent {
  readonly kind = "secret-remove";
}

/** A revision of the charm's secret has come to the time that it was to end at. */
export class SecretExpiredEvent extends SecretRevisionEvent {
  readonly kind = "secret-expired";

  /**
   * Always refused.
   * @throws {DeferError} always
   */
  override defer(): never {
    throw undeferrable(this.kind, "they come again until the revision is removed");
  }
}

/** The events of secrets, whichever they are about. */
export interface SecretEvents {
  readonly changed: BoundEvent<SecretChangedEvent>;
  readonly rotate: BoundEvent<SecretRotateEvent>;
  readonly remove: BoundEvent<SecretRemoveEvent>;
  readonly expired: BoundEvent<SecretExpiredEvent>;
}

/** What a secret's event is made from. @throws {ContextError} when the agent did not say it */
export const readSecret = (
  context: HookContext,
): { readonly id: string; readonly label: string | undefined } => ({
  id: contextValue(context, "secretId"),
  label: context.secretLabel,
});

/** What the event of one revision of a secret is made from. @throws {ContextError} when the agent did not say it */
export const readRevision = (
  context: HookContext,
): { readonly id: string; readonly label: string | undefined; readonly revision: number } => ({
  ...readSecret(context),
  revision: contextValue(context, "secretRevision"),
});

/** Makes the events of secrets. */
export const secretEvents = (model: Model): SecretEvents => ({
  changed: bindEvent("secret-changed", {
    read: readSecret,
    make: (facts) => new SecretChangedEvent(model.findSecret(facts)),
  }),
  rotate: bindEvent("secret-rotate", {
    read: readSecret,
    make: (facts) => new SecretRotateEvent(model.findSecret(facts)),
  }),
  remove: bindEvent("secret-remove", {
    read: readRevision,
    make: ({ revision, ...facts }) => new SecretRemoveEvent(model.findSecret(facts), revision),
  }),
  expired: bindEvent("secret-expired", {
    read: readRevision,
    make: ({ revision, ...facts }) => new SecretExpiredEvent(model.findSecret(facts), revision),
  }),
});
