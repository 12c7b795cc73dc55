import { type EventType, SupervisorEvent } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { ProtocolError } from "./errors.ts";
import { askExtension } from "./extension.ts";
import { splitLines } from "./lines.ts";
import { withQuery } from "./query.ts";
import { decodeAnswer, type Requester, readEnvelope } from "./requester.ts";

/** `/v1/events`. */
export interface EventCalls {
  /**
   * What services, checks, changes and notices have come to: first what is kept after the cursor, then, with `follow`, what
   * comes until the signal aborts (which ends the iteration without an error). The reference does not have it. An event of
   * type `gap` says that some are missing.
   * @param query.after the cursor of an event; when absent all that is kept, or with `follow` only what comes
   * @param query.names services and checks by name, changes by id or service, notices by key; all when empty or absent
   * @throws {UnsupportedError} when the supervisor has no events
   */
  read(
    query?: {
      readonly types?: readonly EventType[];
      readonly names?: readonly string[];
      readonly after?: string;
      readonly follow?: boolean;
    },
    options?: CallOptions,
  ): AsyncIterable<SupervisorEvent>;
}

const parseEvent = (text: string): SupervisorEvent => {
  try {
    return decodeAnswer(SupervisorEvent, JSON.parse(text), "event");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const start = JSON.stringify(text.slice(0, 60));
    throw new ProtocolError(`cannot decode event: expected JSON, got ${start}`, { cause: error });
  }
};

const dataField = "data: ";

/** The calls of `/v1/events`. */
export const eventCalls = (requester: Requester): EventCalls => {
  const connect = async (target: string, options: CallOptions | undefined) => {
    const signal = options?.signal;
    const response = await requester.send({
      method: "GET",
      target,
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status !== 200) readEnvelope(await response.text(), `answer to GET ${target}`);
    return response;
  };
  async function* read(target: string, options: CallOptions | undefined): AsyncIterable<SupervisorEvent> {
    try {
      const response = await askExtension("tell events", () => connect(target, options));
      // Cobble's events have all that they tell in one line of data; the other fields repeat parts of it.
      for await (const line of splitLines(response.chunks())) {
        if (line.startsWith(dataField)) yield parseEvent(line.slice(dataField.length));
      }
    } catch (error) {
      // The end of a follow is the caller's signal, so it is not an error.
      if (!options?.signal?.aborted) throw error;
    }
  }
  return {
    read: (query = {}, options) => {
      const target = withQuery("/v1/events", {
        types: query.types?.join(",") || undefined,
        names: query.names?.join(",") || undefined,
        after: query.after,
        follow: query.follow === true ? undefined : false,
      });
      return read(target, options);
    },
  };
};
