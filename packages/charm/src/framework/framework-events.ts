import { type BoundEvent, type CharmEvent, UndeferrableEvent } from "../events/event.ts";

/** What the framework itself emits when a hook has ended well; none of it can be deferred. */
export class CommitEvent extends UndeferrableEvent {
  readonly kind: "pre-commit" | "commit" | "post-commit";
  protected readonly undeferrable = "they come with every hook";

  constructor(kind: CommitEvent["kind"]) {
    super();
    this.kind = kind;
  }
}

/**
 * Comes once in a hook, after all of its events, deferred ones included, have been handled; not in hooks that end the unit,
 * nor in actions.
 */
export class ReconcileEvent extends UndeferrableEvent {
  readonly kind = "reconcile";
  protected readonly undeferrable = "they come with every hook";
}

/** The framework's own events, in the order in which they come. */
export interface FrameworkEvents {
  /** When all events of the hook have been handled: the time to make things as they should be. */
  readonly reconcile: BoundEvent<ReconcileEvent>;
  /** Before anything is kept: the last time to change what will be. */
  readonly preCommit: BoundEvent<CommitEvent>;
  /** After {@link FrameworkEvents.preCommit}, right before what was stored and deferred is kept. */
  readonly commit: BoundEvent<CommitEvent>;
  /** When all is kept: what was stored after this is lost. */
  readonly postCommit: BoundEvent<CommitEvent>;
}

const commitEvent = (kind: CommitEvent["kind"]): BoundEvent<CommitEvent> => ({
  name: kind,
  emitter: "on",
  make: () => new CommitEvent(kind),
});

/** Whether it is what a charm does after all events of a hook, in place of handlers of its own. */
export const isReconcile = ({ emitter, name }: Pick<BoundEvent<CharmEvent>, "emitter" | "name">): boolean =>
  emitter === "on" && name === "reconcile";

/** Makes the framework's own events. */
export const frameworkEvents = (): FrameworkEvents => ({
  reconcile: { name: "reconcile", emitter: "on", make: () => new ReconcileEvent() },
  preCommit: commitEvent("pre-commit"),
  commit: commitEvent("commit"),
  postCommit: commitEvent("post-commit"),
});
