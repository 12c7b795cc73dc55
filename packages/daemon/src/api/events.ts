import { eventTypes, type SupervisorEvent } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import { type Cursor, formatCursor, parseCursor } from "../managers/events/cursor.ts";
import type { EventManager, EventQuery } from "../managers/events/manager.ts";
import { listParameter } from "./parameters.ts";
import type { ApiRequest, Handler } from "./request.ts";

/** How long a browser waits before it connects again. */
const retryMs = 1000;

const readTypes = (request: ApiRequest): ReadonlySet<string> | undefined => {
  const types = listParameter(request, "types");
  for (const type of types) {
    if (eventTypes.some((known) => known === type)) continue;
    throw new ApiError(
      400,
      `invalid event type ${JSON.stringify(type)}: want one of ${eventTypes.join(", ")}`,
    );
  }
  return types.length === 0 ? undefined : new Set(types);
};

/** A client that connects again says by the header where it was, and still has its first parameter in the URL. */
const readCursor = (request: ApiRequest, manager: EventManager): Cursor | undefined => {
  const text = request.header("last-event-id") || request.query().get("after") || "";
  if (text === "") return undefined;
  const cursor = parseCursor(text);
  if (cursor === undefined || !manager.isPossible(cursor)) {
    throw new ApiError(400, `invalid cursor ${JSON.stringify(text)}: want the cursor of an event`);
  }
  return cursor;
};

const readFollow = (request: ApiRequest): boolean => {
  const text = request.query().get("follow") ?? "";
  if (text !== "" && text !== "true" && text !== "false") {
    throw new ApiError(400, 'follow parameter must be "true" or "false"');
  }
  return text !== "false";
};

/** Admins see everybody's notices, others their own and the public ones; who has no user id sees only these. */
const readUser = ({ caller }: ApiRequest): number | undefined =>
  caller.access === "admin" ? undefined : (caller.uid ?? -1);

const readQuery = (request: ApiRequest, manager: EventManager): EventQuery => {
  const types = readTypes(request);
  const names = listParameter(request, "names");
  const follow = readFollow(request);
  // A follower that does not say where it was begins with what comes after its request.
  const after = readCursor(request, manager) ?? (follow ? manager.cursor() : undefined);
  const userId = readUser(request);
  return {
    follow,
    ...(types === undefined ? {} : { types }),
    ...(names.length === 0 ? {} : { names: new Set(names) }),
    ...(after === undefined ? {} : { after }),
    ...(userId === undefined ? {} : { userId }),
  };
};

const toFrame = (event: SupervisorEvent): string =>
  `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

async function* toFrames(
  manager: EventManager,
  request: ApiRequest,
  query: EventQuery,
): AsyncGenerator<string> {
  // Sent at once, so that the client knows that it is connected, and where it is before the first event.
  const start = query.after === undefined ? "" : `id: ${formatCursor(query.after)}\n`;
  yield `retry: ${retryMs}\n${start}\n`;
  for await (const { events, cursor } of manager.read(query, request.signal)) {
    // The comment keeps the connection open, and the id counts the events that the client did not want as seen.
    yield events.length === 0 ? `:\nid: ${cursor}\n\n` : events.map(toFrame).join("");
  }
}

/** `GET /v1/events?types=&names=&after=&follow=`: server-sent events. */
export const createEventsHandler =
  (manager: EventManager): Handler =>
  (request) => ({
    status: 200,
    contentType: "text/event-stream",
    body: toFrames(manager, request, readQuery(request, manager)),
  });
