import type { LogEntry } from "@cobble/wire";
import type { Clock } from "../../deps.ts";
import { type LogRun, logTime } from "../../log-lines/log-run.ts";
import { Follower } from "./follower.ts";
import { type LogReader, ServiceLog } from "./service-log.ts";

/** Which lines a reader wants. */
export interface LogQuery {
  /** All services that have a log when empty. */
  readonly services: readonly string[];
  /** How many of the newest lines, all services together. */
  readonly count: number;
}

/** Lines that were kept, and those that come. */
export interface Following {
  readonly kept: readonly LogEntry[];
  readonly follower: Follower;
  unsubscribe(): void;
}

/** Hears of new lines until it is told otherwise. */
export interface LogSubscription {
  /** Asks again which services are wanted. */
  refresh(): void;
  unsubscribe(): void;
}

/** Who wants to hear of new lines. */
export interface LogSubscriber {
  wants(service: string): boolean;
  /** Hears of them; it must return soon, since services wait for it. */
  readonly read: LogReader;
}

/** Takes in what services write, keeps the newest of it, and passes it on. */
export interface LogManager {
  /** Reads a stream of output to its end into the log of `service`. Settles when it has ended. */
  drain(service: string, output: ReadableStream<Uint8Array>): Promise<void>;
  /** The newest lines in order of time. */
  read(query: LogQuery): readonly LogEntry[];
  /** The newest lines of one service, as text. */
  tail(service: string, count: number): readonly string[];
  /** All that is kept of one service. */
  runs(service: string): readonly LogRun[];
  /** The newest lines, and each new one of the services, or of all when none is named. */
  follow(query: LogQuery): Following;
  /** Passes on each new run of lines. */
  subscribe(subscriber: LogSubscriber): LogSubscription;
}

/**
 * The manager of every service's log.
 * @param deps.echo is given each run of whole lines when services are to be heard on the daemon's standard output
 */
export const createLogManager = (deps: {
  readonly clock: Clock;
  readonly echo: LogReader | undefined;
}): LogManager => {
  const logs = new Map<string, ServiceLog>();
  const subscribers = new Set<LogSubscriber>();

  const logOf = (service: string): ServiceLog => {
    const known = logs.get(service);
    if (known !== undefined) return known;
    const made = new ServiceLog(service, deps);
    logs.set(service, made);
    for (const one of subscribers) if (one.wants(service)) made.addReader(one.read);
    return made;
  };
  const chosen = (services: readonly string[]): readonly ServiceLog[] => {
    if (services.length === 0) return [...logs.values()];
    return [...new Set(services)].map((name) => logs.get(name)).filter((log) => log !== undefined);
  };

  const read: LogManager["read"] = ({ services, count }) => {
    const lines = chosen(services).flatMap((log) =>
      log.last(count).map(({ time, text }) => ({ time, service: log.service, message: text })),
    );
    // Sorting is stable: lines of one service keep their order within a microsecond.
    const newest = lines.sort((a, b) => a.time - b.time).slice(Math.max(0, lines.length - count));
    return newest.map((line) => ({ ...line, time: logTime(line.time) }));
  };

  const subscribe: LogManager["subscribe"] = (subscriber) => {
    const refresh = (): void => {
      for (const log of logs.values()) {
        if (subscriber.wants(log.service)) log.addReader(subscriber.read);
        else log.removeReader(subscriber.read);
      }
    };
    subscribers.add(subscriber);
    refresh();
    return {
      refresh,
      unsubscribe: () => {
        subscribers.delete(subscriber);
        for (const log of logs.values()) log.removeReader(subscriber.read);
      },
    };
  };

  return {
    drain: (service, output) => logOf(service).drain(output),
    read,
    tail: (service, count) => (logs.get(service)?.last(count) ?? []).map((line) => line.text),
    runs: (service) => logs.get(service)?.runs() ?? [],
    follow: (query) => {
      const wanted = new Set(query.services);
      const follower = new Follower();
      // What is kept ends with the line that is not finished: those who follow get it too, and all get only the rest then.
      for (const log of chosen(query.services)) log.tellUnfinished();
      const kept = read(query);
      const { unsubscribe } = subscribe({
        wants: (service) => wanted.size === 0 || wanted.has(service),
        read: (run) => follower.push(run),
      });
      return { kept, follower, unsubscribe };
    },
    subscribe,
  };
};
