import type {
  ActionEvent,
  Application,
  Charm,
  CharmEvent,
  CharmObject,
  CollectStatusEvent,
  EventSource,
  Model,
  RelationEvent,
  SecretExpiredEvent,
  Unit,
} from "@cobble/charm";
import type { Plain, Script, Step, StepArgs } from "./script.ts";
import { shown } from "./shown.ts";

/** Ends the charm as its process would end: no script catches it. */
export class ExitError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exited with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** What each part of the charm stores. */
export interface Stored {
  counts: Record<string, number>;
  list: Plain[];
  map: Record<string, Plain>;
  set: Set<string>;
  deep: { a: { b: Plain[] } };
  text: Plain;
}

/** What is emitted: where from, so that no two sources say the same, and what the script says. */
export interface NoteData {
  readonly from: string;
  readonly data: Plain;
}

/** All that the parts of one charm share. */
export interface Stage {
  readonly charm: Charm;
  readonly script: Script;
  readonly say: (line: string) => void;
  readonly exit: (code: number) => void;
  /** A custom event by its name, as in `first.ping`. */
  readonly sourceOf: (name: string) => EventSource<NoteData, CharmEvent>;
}

/** What one handler works with. */
export interface Play {
  readonly stage: Stage;
  readonly stored: Stored;
  readonly handler: string;
  /** Whatever the script says that it is: absent in the constructor. */
  readonly event: CharmEvent & Partial<PlayedEvent>;
  readonly kind: string;
  readonly model: Model;
  readonly unit: Unit;
  readonly app: Application;
  /** Says a value by a name. */
  readonly tell: (name: string, value: unknown) => void;
}

/** Everything that events of one class or another have. */
type PlayedEvent = Pick<RelationEvent, "relation" | "unit"> &
  Pick<CollectStatusEvent, "addStatus"> &
  Pick<SecretExpiredEvent, "secret" | "removeRevision"> &
  Pick<ActionEvent, "setResults" | "fail" | "log">;

/** How steps are taken, by their names. */
export type Steps<N extends keyof StepArgs> = {
  readonly [K in N]: (play: Play, ...args: StepArgs[K]) => void | Promise<void>;
};

/** Takes steps in order. */
export type PlayAll = (play: Play, steps: readonly Step[]) => Promise<void>;

/** A part of an event that the script counts on. */
export const needed = <V>(value: V | undefined, name: string): V => {
  if (value !== undefined) return value;
  throw new TypeError(`cannot play: the event has no ${name}`);
};

/** What a handler of the actor works with. */
export const makePlay = (
  stage: Stage,
  {
    stored,
    handler,
    event,
    kind,
  }: { readonly stored: Stored; readonly handler: string; readonly event: CharmEvent; readonly kind: string },
): Play => ({
  stage,
  stored,
  handler,
  event,
  kind,
  model: stage.charm.model,
  unit: stage.charm.unit,
  app: stage.charm.app,
  tell: (name, value) => stage.say(`${name}: ${shown(value)}`),
});

/** Something that has handlers. */
export type Actor = CharmObject & { readonly title: string; readonly stored: Stored };
