import type { SecretContent, SecretRotate } from "@cobble/charm";

/** Which relation: an endpoint's only one, or that of the event. */
type Endpoint = string;
/** Whose data: `unit`, `app`, `remote-unit`, `remote-app`, or a unit's name. */
type Who = string;

/** What is said of a secret; `expire` in seconds since 1970. */
export interface SecretWords {
  readonly label?: string;
  readonly description?: string;
  readonly rotate?: SecretRotate;
  readonly expire?: number;
}

/** What is done with one secret, in order. */
export type SecretCall =
  | readonly ["get" | "refresh" | "peek" | "info" | "names"]
  | readonly ["set", SecretContent]
  | readonly ["describe", SecretWords]
  | readonly ["grant" | "revoke", Endpoint, string?]
  | readonly ["remove", number?];

/** A value that both languages can store, and write in the same way. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Every step that a handler may be told to take, with what it needs. */
export interface StepArgs {
  readonly defer: readonly [];
  /** Defers the first calls of this handler with such events, and no more. */
  readonly "defer-times": readonly [times: number];
  /** As in `first.ping`. */
  readonly emit: readonly [source: string, data: Plain];
  /** Takes steps, and says what kind of error ended them. */
  readonly attempt: readonly [steps: StepList];
  readonly fault: readonly [];
  readonly exit: readonly [code: number];
  readonly log: readonly [level: "debug" | "info" | "warning" | "error", text: string];
  readonly store: readonly [value: Plain];
  readonly append: readonly [value: Plain];
  readonly put: readonly [key: string, value: Plain];
  readonly add: readonly [value: string];
  readonly discard: readonly [value: string];
  readonly nest: readonly [value: Plain];
  readonly show: readonly [];
  readonly status: readonly [name: string, message: string];
  readonly "app-status": readonly [name: string, message: string];
  readonly "ask-status": readonly [];
  readonly "ask-app-status": readonly [];
  readonly "ask-status-of": readonly [name: string];
  readonly "set-status-of": readonly [name: string];
  readonly "add-status": readonly [name: string, message: string];
  readonly write: readonly [endpoint: Endpoint, who: Who, data: Readonly<Record<string, Plain>>];
  readonly erase: readonly [endpoint: Endpoint, who: Who, key: string];
  readonly read: readonly [endpoint: Endpoint, who: Who];
  readonly "read-key": readonly [endpoint: Endpoint, who: Who, key: string];
  readonly relations: readonly [endpoint: string];
  readonly "only-relation": readonly [endpoint: string];
  readonly "relation-by-id": readonly [endpoint: string, id: number];
  readonly "in-data": readonly [endpoint: Endpoint];
  readonly "secret-add": readonly [owner: "app" | "unit", content: SecretContent, words: SecretWords];
  readonly secret: readonly [
    which: "event" | { readonly id?: string; readonly label?: string },
    calls: readonly SecretCall[],
  ];
  readonly "remove-revision": readonly [];
  readonly results: readonly [results: Readonly<Record<string, Plain>>];
  readonly fail: readonly [message: string];
  readonly "action-log": readonly [message: string];
  readonly version: readonly [version: Plain];
  readonly open: readonly [protocol: string, port?: number];
  readonly close: readonly [protocol: string, port?: number];
  readonly "set-ports": readonly [
    ports: readonly (number | readonly [protocol: string, port: number | null])[],
  ];
  readonly ports: readonly [];
  readonly reboot: readonly [now: boolean];
  readonly leader: readonly [];
  readonly "leader-of": readonly [unit: string];
  readonly planned: readonly [app?: string];
  readonly config: readonly [name: string];
  readonly binding: readonly [name: string, relation?: number];
  readonly resource: readonly [name: string];
  readonly storages: readonly [name: string];
  readonly request: readonly [name: string, count: number];
  readonly cloud: readonly [];
  readonly container: readonly [name: string];
  readonly "model-facts": readonly [];
  readonly "remote-model": readonly [endpoint: string];
}

/** One step: its name, and what it needs. */
export type Step = { readonly [N in keyof StepArgs]: readonly [N, ...StepArgs[N]] }[keyof StepArgs];

/** Steps in order; an interface, since a type could not name itself through {@link StepArgs}. */
export interface StepList extends ReadonlyArray<Step> {}

/** What a charm does: what it observes, in order, and the steps of each handler. */
export interface Script {
  /** An event, as in `db-relation-changed` or `first.ping`, and who handles it, as in `charm.one`. */
  readonly observe: readonly (readonly [event: string, handler: string])[];
  /** By the handler, or by the handler and the event, as in `charm.one db-relation-changed`; `init` is the constructor. */
  readonly do: Readonly<Record<string, readonly Step[]>>;
}
