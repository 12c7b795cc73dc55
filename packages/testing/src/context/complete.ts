import { readHookContext } from "@cobble/charm";
import { charmEmitter, readHookFacts } from "@cobble/charm/internals";
import { TestingError } from "../errors.ts";
import type { UnitIdentity } from "../juju/juju.ts";
import type { DeferredEvent, DeferredInput } from "../state/kept.ts";
import { completeState, type State, type StateInput } from "../state/state.ts";
import { hookEnvironment, hookName } from "./hook-environment.ts";

const completeDeferred = (
  input: DeferredInput,
  { state, identity }: { readonly state: State; readonly identity: UnitIdentity },
): DeferredEvent => {
  if (!("event" in input) || typeof input.event === "string") {
    // Only what a run gave has the event by its name.
    return input as DeferredEvent;
  }
  const { event, handler, observer = "charm" } = input;
  if (event.kind === "action" || event.kind === "custom") {
    throw new TestingError(
      "deferred",
      event.kind === "action"
        ? `cannot have deferred action ${event.name}: an action is gone with its hook`
        : "cannot say by this event what was deferred: of an event of the charm's own give event, emitter, observer, handler and facts, as a run gives them",
    );
  }
  const context = readHookContext(hookEnvironment(event, { state, identity, charmDir: "." }));
  return {
    event: hookName(event, state),
    emitter: charmEmitter,
    observer,
    handler,
    facts: readHookFacts(context),
  };
};

/**
 * Makes the state that a run begins with of what a test says.
 * @throws {LayerError} when a layer of a container is none
 * @throws {PlanError} when the layers of a container make no plan
 * @throws {TestingError} when a deferred event is about what the state does not have, or could not have been deferred
 */
export const makeState = (input: StateInput, identity: UnitIdentity): State => {
  const state = completeState(input, identity);
  const deferred = (input.deferred ?? []).map((each) => completeDeferred(each, { state, identity }));
  return { ...state, deferred };
};
