import {
  type BoundEvent,
  Charm,
  type CharmClass,
  CharmEvent,
  CharmObject,
  CustomEvent,
  type EventSource,
  type Framework,
} from "@cobble/charm";
import { relationSteps, statusSteps } from "./entities.ts";
import { flow } from "./flow.ts";
import {
  type Actor,
  makePlay,
  type NoteData,
  type Play,
  type PlayAll,
  type Stage,
  type Stored,
} from "./play.ts";
import type { Script, Step, StepArgs } from "./script.ts";
import { secretSteps } from "./secrets.ts";
import { factsOf, kindOf } from "./shown.ts";
import { actionSteps, modelSteps, unitSteps } from "./unit.ts";

class Note extends CustomEvent<NoteData> {}

const emptyStored = (): Stored => ({
  counts: {},
  list: [],
  map: {},
  set: new Set(),
  deep: { a: { b: [] } },
  text: "",
});

type AnyStep = (play: Play, ...args: readonly unknown[]) => void | Promise<void>;

const take = (play: Play, [name, ...args]: Step): void | Promise<void> =>
  // The arguments of a step are those of its name.
  (steps[name] as AnyStep)(play, ...args);

const playAll: PlayAll = async (play, script) => {
  for (const step of script) await take(play, step);
};

const steps: { readonly [N in keyof StepArgs]: unknown } = {
  ...flow(playAll),
  ...statusSteps,
  ...relationSteps,
  ...secretSteps,
  ...actionSteps,
  ...unitSteps,
  ...modelSteps,
};

const perform = async (stage: Stage, actor: Actor, event: CharmEvent, method: string): Promise<void> => {
  const handler = `${actor.title}.${method}`;
  const kind = kindOf(event);
  stage.say(`${handler} ${kind} ${await factsOf(event)}`.trimEnd());
  const play = makePlay(stage, { stored: actor.stored, handler, event, kind });
  const { do: plans } = stage.script;
  await playAll(play, plans[`${handler} ${kind}`] ?? plans[handler] ?? []);
};

class Part extends CharmObject {
  readonly on = this.defineEvents({ ping: Note, pong: Note });
  readonly stored: Stored = this.storedState(emptyStored());
  readonly title: string;
  readonly #stage: () => Stage;

  constructor(charm: Charm, title: string, stage: () => Stage) {
    super(charm, title);
    this.title = title;
    this.#stage = stage;
  }

  one(event: CharmEvent): Promise<void> {
    return perform(this.#stage(), this, event, "one");
  }

  two(event: CharmEvent): Promise<void> {
    return perform(this.#stage(), this, event, "two");
  }
}

/** Every event of hooks and of the framework that a script can name. */
const eventsOf = ({ on, meta, framework }: Charm): readonly BoundEvent<CharmEvent>[] => [
  ...[on.install, on.start, on.stop, on.remove, on.configChanged, on.updateStatus, on.upgradeCharm],
  ...[on.leaderElected, on.leaderSettingsChanged, on.preSeriesUpgrade, on.postSeriesUpgrade],
  ...[on.collectMetrics, on.collectAppStatus, on.collectUnitStatus],
  ...[on.secretChanged, on.secretRotate, on.secretRemove, on.secretExpired],
  ...[...meta.relations.keys()].flatMap((name) => Object.values(on.relation(name))),
  ...[...meta.storages.keys()].flatMap((name) => Object.values(on.storage(name))),
  ...[...meta.containers.keys()].flatMap((name) => Object.values(on.container(name))),
  ...[...meta.actions.keys()].map((name) => on.action(name)),
  ...[framework.on.preCommit, framework.on.commit],
];

/** What the charm is given from outside. */
export interface Outside extends Pick<Stage, "say" | "exit"> {
  /** Read when the charm is made. */
  readonly readScript: () => Script;
}

/** A charm that does what a script tells it to, as scripted.py does. */
export const scriptedCharm = ({ readScript, say, exit }: Outside): CharmClass =>
  class ScriptedCharm extends Charm {
    readonly title = "charm";
    readonly own = this.defineEvents({ ping: Note, pong: Note });
    readonly stored: Stored = this.storedState(emptyStored());
    readonly stage: Stage;

    constructor(framework: Framework) {
      super(framework);
      const script = readScript();
      const parts = ["first", "second"].map((title) => new Part(this, title, () => this.stage));
      const actors = new Map<string, Part | ScriptedCharm>([
        ["charm", this],
        ...parts.map((part) => [part.title, part] as const),
      ]);
      const sourceOf = (name: string): EventSource<NoteData, CharmEvent> => {
        const [owner = "", event] = name.split(".");
        const actor = actors.get(owner);
        const sources = actor instanceof Part ? actor.on : this.own;
        return event === "pong" ? sources.pong : sources.ping;
      };
      this.stage = { charm: this, script, say, exit, sourceOf };
      this.#observe(script, { actors, sourceOf });
      for (const step of script.do["init"] ?? []) void take(this.#initPlay(), step);
    }

    one(event: CharmEvent): Promise<void> {
      return perform(this.stage, this, event, "one");
    }

    two(event: CharmEvent): Promise<void> {
      return perform(this.stage, this, event, "two");
    }

    #observe(
      { observe }: Script,
      {
        actors,
        sourceOf,
      }: Pick<Stage, "sourceOf"> & { readonly actors: ReadonlyMap<string, Part | ScriptedCharm> },
    ): void {
      const events = new Map(eventsOf(this).map((event) => [event.name, event]));
      for (const [name, handler] of observe) {
        const event = name.includes(".") ? sourceOf(name) : events.get(name);
        const [title = "", method] = handler.split(".");
        const actor = actors.get(title);
        if (event === undefined || actor === undefined) throw new TypeError(`cannot observe ${name}`);
        this.framework.observe(event, method === "two" ? actor.two : actor.one, actor);
      }
    }

    #initPlay(): Play {
      const event = new InitEvent();
      return makePlay(this.stage, { stored: this.stored, handler: "init", event, kind: "init" });
    }
  };

/** Stands for the constructor, which no event calls. */
class InitEvent extends CharmEvent {
  readonly kind = "init";
}
