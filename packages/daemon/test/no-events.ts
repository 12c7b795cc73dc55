import type { EventSink } from "../src/event-sink.ts";

/** For those whose events a test does not look at. */
export const noEvents: EventSink = { publish: () => undefined };
