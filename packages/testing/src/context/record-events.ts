import type { BoundEvent, CharmEvent, Framework } from "@cobble/charm";
import { charmEmitter, readHookFacts } from "@cobble/charm/internals";
import type { EmittedEvent } from "../juju/records.ts";
import type { DeferredEvent } from "../state/kept.ts";

/** Which events are recorded besides those of Juju and of the charm's own. */
export interface CaptureOptions {
  /** Whether those are, too, whose handlers are called again because they had deferred them; not unless given. */
  readonly captureDeferredEvents?: boolean;
  /** Whether the framework's own are, too: reconcile, collect-status, and those of a commit; not unless given. */
  readonly captureFrameworkEvents?: boolean;
}

/** What recording the events of a run takes. */
export interface RecordDeps extends CaptureOptions {
  /** Where they are recorded. */
  readonly events: EmittedEvent[];
  /** What is to come again in the run. */
  readonly deferred: readonly DeferredEvent[];
  /** Whether the run's own event is none of Juju's. */
  readonly isInner: boolean;
}

type EventName = Pick<BoundEvent<CharmEvent>, "emitter" | "name">;

const isOfFramework = ({ emitter, name }: EventName): boolean =>
  emitter !== charmEmitter ? emitter === "on" : /^collect-(app|unit)-status$/.test(name);

/** From now on notes the events of a charm's framework as they come, observed or not. */
export const recordEvents = (framework: Framework, deps: RecordDeps): void => {
  const { events, deferred, isInner, captureDeferredEvents, captureFrameworkEvents } = deps;
  const emit = framework.emit.bind(framework);
  framework.emit = (event, facts = {}) => {
    const { name, emitter } = event;
    if (captureFrameworkEvents === true || !isOfFramework(event)) {
      events.push({ name, emitter, facts, isDeferred: false });
    }
    return emit(event, facts);
  };
  const emitHook = framework.emitHook.bind(framework);
  framework.emitHook = (name, context) => {
    const own = { emitter: charmEmitter, name };
    if (!isInner && !framework.isObserved(own)) {
      events.push({ ...own, facts: readHookFacts(context), isDeferred: false });
    }
    return emitHook(name, context);
  };
  const reemit = framework.reemit.bind(framework);
  framework.reemit = () => {
    if (captureDeferredEvents === true) {
      events.push(
        ...deferred.map(({ event, emitter, facts }) => ({ name: event, emitter, facts, isDeferred: true })),
      );
    }
    return reemit();
  };
};
