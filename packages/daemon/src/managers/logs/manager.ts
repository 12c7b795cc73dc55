import type { LogEntry, Micros } from "@cobble/wire";
import type { Clock } from "../../deps.ts";
import { Follower } from "./follower.ts";
import { LineAssembler } from "./line-assembler.ts";
import { type LogLine, LogRing } from "./ring.ts";

/** Which lines a reader wants. */
export interface LogQuery {
  /** All services that have a log when empty. */
  readonly services: readonly string[];
  /** How many of the newest lines, all services together. */
  readonly count: number;
}

/** Takes in what services write, keeps the newest of it, and passes it on. */
export interface LogManager {
  /** Reads a stream of output to its end into the log of `service`. Settles when it has ended; never rejects. */
  drain(service: string, output: ReadableStream<Uint8Array>): Promise<void>;
  /** The newest lines in order of time. */
  read(query: LogQuery): readonly LogEntry[];
  /** The newest lines of one service, as text. */
  tail(service: string, count: number): readonly string[];
  /** A follower of new lines; it must be unsubscribed. @param services all when empty */
  follow(services: readonly string[]): { readonly follower: Follower; unsubscribe(): void };
}

interface ServiceLog {
  readonly ring: LogRing;
  readonly followers: Set<Follower>;
}

const decoder = new TextDecoder();

/** RFC 3339 with three decimals: a whole millisecond is all that the log's time has. */
const entryTime = (micros: Micros): string => new Date(Math.floor(micros / 1000)).toISOString();

const toEntry = (service: string, line: LogLine): LogEntry => ({
  time: entryTime(line.time),
  service,
  message: line.text,
});

const splitLines = (lines: Uint8Array): readonly string[] => {
  const text = decoder.decode(lines);
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
};

/**
 * The manager of every service's log.
 * @param deps.echo is given each run of lines when services are to be heard on the daemon's standard output
 */
export const createLogManager = (deps: {
  readonly clock: Clock;
  readonly echo: ((service: string, time: string, lines: readonly string[]) => void) | undefined;
}): LogManager => {
  const logs = new Map<string, ServiceLog>();
  const everything = new Set<Follower>();

  const logOf = (service: string): ServiceLog => {
    const known = logs.get(service);
    if (known !== undefined) return known;
    const made: ServiceLog = { ring: new LogRing(), followers: new Set() };
    logs.set(service, made);
    return made;
  };

  const take = (service: string, log: ServiceLog, lines: Uint8Array): void => {
    if (lines.byteLength === 0) return;
    const now = deps.clock.now();
    log.ring.append(lines, now);
    if (deps.echo === undefined && log.followers.size === 0 && everything.size === 0) return;
    const time = entryTime(now);
    const texts = splitLines(lines);
    deps.echo?.(service, time, texts);
    if (log.followers.size === 0 && everything.size === 0) return;
    const entries = texts.map((message) => ({ time, service, message }));
    for (const follower of log.followers) follower.push(entries);
    for (const follower of everything) follower.push(entries);
  };

  return {
    drain: async (service, output) => {
      const log = logOf(service);
      const assembler = new LineAssembler();
      try {
        for await (const chunk of output) take(service, log, assembler.push(chunk));
      } finally {
        take(service, log, assembler.flush());
      }
    },
    read: ({ services, count }) => {
      const names = services.length === 0 ? [...logs.keys()] : services;
      const lines = names.flatMap((name) =>
        (logs.get(name)?.ring.last(count) ?? []).map((line) => ({
          micros: line.time,
          entry: toEntry(name, line),
        })),
      );
      // Sorting is stable: lines of one service keep their order within a microsecond.
      const sorted = lines.sort((a, b) => a.micros - b.micros);
      return (count < sorted.length ? sorted.slice(sorted.length - count) : sorted).map(({ entry }) => entry);
    },
    tail: (service, count) => (logs.get(service)?.ring.last(count) ?? []).map((line) => line.text),
    follow: (services) => {
      const follower = new Follower();
      const sets = services.length === 0 ? [everything] : services.map((name) => logOf(name).followers);
      for (const set of sets) set.add(follower);
      return {
        follower,
        unsubscribe: () => {
          for (const set of sets) set.delete(follower);
        },
      };
    },
  };
};
