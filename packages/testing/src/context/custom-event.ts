import type { Charm, CharmEvent, EventSource } from "@cobble/charm";
import { TestingError } from "../errors.ts";
import type { TestEvent } from "./event.ts";

type CustomEvent = Extract<TestEvent, { readonly kind: "custom" }>;

const findSource = (charm: unknown, event: CustomEvent): EventSource<object, CharmEvent> => {
  // The function was written for charms of this class.
  const found: Partial<EventSource<object, CharmEvent>> | undefined = event.source(charm as never);
  const { emit, ...source } = found ?? {};
  if (found !== undefined && typeof emit === "function") return found as EventSource<object, CharmEvent>;
  const what =
    source.name === undefined
      ? "there is no event at that place of the charm"
      : `${source.name} is Juju's: context.on makes it`;
  throw new TestingError("custom-event", `cannot begin a run with an event of the charm's own: ${what}`);
};

/** Makes the charm's own event happen at the time when that of a hook would. */
export const emitCustom = (charm: Pick<Charm, "framework">, event: CustomEvent): void => {
  charm.framework.emitHook = async () => {
    await findSource(charm, event).emit(event.data);
  };
};
