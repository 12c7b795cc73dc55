import type { Framework } from "@cobble/charm";
import type { EmittedEvent } from "../juju/records.ts";

/** From now on notes every event that a charm's framework emits; those that come again after a deferral are not new. */
export const recordEvents = (framework: Framework, events: EmittedEvent[]): void => {
  const emit = framework.emit.bind(framework);
  framework.emit = (event, ...facts) => {
    events.push({ name: event.name, emitter: event.emitter });
    return emit(event, ...facts);
  };
};
