import { decodeStored, encodeStored } from "@cobble/charm/internals";
import type { TestEvent } from "../context/event.ts";
import { TestingError } from "../errors.ts";

/** What a charm has stored: the values of each stored state, by its handle. */
export type StoredStates = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A handler that has to be called again. */
export interface DeferredEvent {
  /** As in `config-changed`. */
  readonly event: string;
  /** The handle of what it is an event of, `charm/on` for those of the charm itself. */
  readonly emitter: string;
  /** The handle of the observer, as in `charm` or `charm/webapp`. */
  readonly observer: string;
  /** The name of the observer's method. */
  readonly handler: string;
  /** What the event is made from again; a run that defers it tells what that is. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** How often the handler was called with it before; the run that defers it says so. */
  readonly attempts?: number;
  /** When it may be called again, in milliseconds since 1970; at any time unless given. */
  readonly notBeforeMs?: number;
}

/** A handler that has to be called again, as it came out of a run, or by the event that a test makes. */
export type DeferredInput =
  | DeferredEvent
  | {
      /** As in `context.on.configChanged()`. */
      readonly event: TestEvent;
      /** The name of the observer's method. */
      readonly handler: string;
      /** The handle of the observer, as in `charm/webapp`; that of the charm itself unless given. */
      readonly observer?: string;
    };

/** What a state has of all that the framework keeps. */
export interface KeptParts {
  readonly storedStates: StoredStates;
  readonly deferred: readonly DeferredEvent[];
  readonly kept: Readonly<Record<string, string>>;
}

const deferredKey = "deferred";
const storedPrefix = "stored:";

/** What the charm framework keeps of deferred events, as it writes it. */
interface DeliveryRecord {
  readonly count: number;
  readonly deliveries: readonly {
    readonly event: string;
    readonly observer: string;
    readonly method: string;
    readonly attempts?: number;
    readonly notBeforeMs?: number;
  }[];
  readonly facts: Readonly<Record<string, string>>;
}

/** What is known of a handler's earlier and next call, if anything is. */
const againOf = ({ attempts, notBeforeMs }: Pick<DeferredEvent, "attempts" | "notBeforeMs">) => ({
  ...(attempts !== undefined && { attempts }),
  ...(notBeforeMs !== undefined && { notBeforeMs }),
});

const recordOf = (deferred: readonly DeferredEvent[]): DeliveryRecord => {
  const paths = deferred.map(({ emitter, event }, index) => `${emitter}/${event}[${index + 1}]`);
  return {
    count: deferred.length,
    deliveries: deferred.map(({ observer, handler, ...again }, index) => ({
      event: paths[index] ?? "",
      observer,
      method: handler,
      ...againOf(again),
    })),
    facts: Object.fromEntries(
      deferred.map(({ event, facts }, index) => [
        paths[index] ?? "",
        encodeStored(facts, { name: event, sorted: true }),
      ]),
    ),
  };
};

/** The texts that a charm's framework reads when a hook starts. @throws {StoredValueError} when a value cannot be stored */
export const keptTexts = (state: KeptParts): ReadonlyMap<string, string> => {
  const stored = Object.entries(state.storedStates).map(
    ([handle, values]) => [`${storedPrefix}${handle}`, encodeStored(values, { name: handle })] as const,
  );
  const deferred = [deferredKey, JSON.stringify(recordOf(state.deferred))] as const;
  const others = Object.entries(state.kept);
  return new Map([...others, ...stored, ...(state.deferred.length === 0 ? [] : [deferred])]);
};

const readDeferred = (text: string | undefined): readonly DeferredEvent[] => {
  if (text === undefined) return [];
  // The framework has just written it.
  const { deliveries, facts } = JSON.parse(text) as DeliveryRecord;
  return deliveries.map(({ event: path, observer, method, ...again }) => {
    const match = /^(?<emitter>.+)\/(?<event>[^/[\]]+)\[\d+\]$/.exec(path)?.groups;
    if (match === undefined) throw new TestingError("kept", `cannot read the deferred event ${path}`);
    return {
      event: match["event"] ?? "",
      emitter: match["emitter"] ?? "",
      observer,
      handler: method,
      // Facts are always an object: the framework makes them of one.
      facts: decodeStored(facts[path] ?? "{}") as DeferredEvent["facts"],
      ...againOf(again),
    };
  });
};

/** What those texts say when the hook has ended. */
export const readKept = (texts: ReadonlyMap<string, string>): KeptParts => ({
  storedStates: Object.fromEntries(
    [...texts]
      .filter(([key]) => key.startsWith(storedPrefix))
      .map(([key, text]) => [
        key.slice(storedPrefix.length),
        // A stored state is always an object.
        decodeStored(text) as Readonly<Record<string, unknown>>,
      ]),
  ),
  deferred: readDeferred(texts.get(deferredKey)),
  kept: Object.fromEntries(
    [...texts].filter(([key]) => key !== deferredKey && !key.startsWith(storedPrefix)),
  ),
});
