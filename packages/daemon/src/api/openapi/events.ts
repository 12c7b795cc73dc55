import { eventTypes, oneOf } from "@cobble/wire";
import { type Endpoint, text } from "./endpoint.ts";

/** What changes, as it changes. */
export const eventEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/events",
    access: "read",
    summary: "Events of services, checks, changes and notices, as they happen",
    description: "Server-sent events without end. `Last-Event-ID` does what `after` does.",
    parameters: [
      text("after", "The cursor of the last event that was seen"),
      { name: "types", in: "query", description: "Only these", schema: oneOf(eventTypes), isList: true },
    ],
    answers: [{ type: "other", mediaType: "text/event-stream", description: "An event a block" }],
    errors: [400],
    isOurs: true,
  },
];
