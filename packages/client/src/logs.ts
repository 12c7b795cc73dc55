import { LogEntry } from "@cobble/wire";
import type { CallOptions, LogCalls } from "./client.ts";
import { ProtocolError } from "./errors.ts";
import { splitLines } from "./lines.ts";
import { withQuery } from "./query.ts";
import { decodeAnswer, type Requester, readEnvelope } from "./requester.ts";

const parseEntry = (line: string): LogEntry => {
  try {
    return decodeAnswer(LogEntry, JSON.parse(line), "log line");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProtocolError(
      `cannot decode log line: expected JSON, got ${JSON.stringify(line.slice(0, 60))}`,
      {
        cause: error,
      },
    );
  }
};

/** The calls of `/v1/logs`. */
export const logCalls = (requester: Requester): LogCalls => {
  async function* read(target: string, options: CallOptions | undefined): AsyncIterable<LogEntry> {
    const signal = options?.signal;
    const request = { method: "GET", target, ...(signal === undefined ? {} : { signal }) } as const;
    try {
      const response = await requester.send(request);
      if (response.status !== 200) readEnvelope(await response.text(), `answer to GET ${target}`);
      for await (const line of splitLines(response.chunks())) {
        if (line !== "") yield parseEntry(line);
      }
    } catch (error) {
      // The end of a follow is the caller's signal, so it is not an error.
      if (!signal?.aborted) throw error;
    }
  }
  return {
    read: (query = {}, options) => {
      const target = withQuery("/v1/logs", {
        services: query.services,
        n: query.n === "all" ? -1 : query.n,
        follow: query.follow ? true : undefined,
      });
      return read(target, options);
    },
  };
};
