import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stepService } from "../../packages/daemon/src/managers/services/machine.ts";
import {
  type Policy,
  type ServiceEvent,
  type ServiceState,
  type StateOf,
  serviceStatus,
} from "../../packages/daemon/src/managers/services/state.ts";
import { withPart } from "./made-part.ts";

/** The page that the drawing stands in, from the root of the checkout. */
export const servicesPage = "docs/reference/services.md";

type Name = ServiceState["name"];
type EventType = ServiceEvent["type"];

const backoff = { count: 0, delayMs: 0 };
const at = 1;

/** What a step may depend on beside the names of state and event, as the drawing says it. */
type Facts = Readonly<Partial<Record<"action" | "goal" | "asked" | "left", string>>>;

interface Variant<T> {
  readonly value: T;
  readonly facts: Facts;
}

const variant = <T>(value: T, facts: Facts = {}): Variant<T> => ({ value, facts });

const asked = [
  { asked: true, facts: { asked: "asked for" } },
  { asked: false, facts: { asked: "a restart" } },
] as const;

const goals = [
  { goal: "stop", facts: { goal: "to stop" } },
  { goal: "restart", facts: { goal: "to restart" } },
] as const;

/** Each state in all its forms. */
const states: { readonly [N in Name]: readonly Variant<StateOf<N>>[] } = {
  stopped: [variant({ name: "stopped", since: undefined })],
  spawning: asked.map(({ asked: is, facts }) =>
    variant({ name: "spawning", since: at, backoff, asked: is }, facts),
  ),
  starting: [variant({ name: "starting", since: at, backoff })],
  running: [variant({ name: "running", since: at, backoff })],
  terminating: goals.map(({ goal, facts }) =>
    variant({ name: "terminating", since: at, backoff, goal }, facts),
  ),
  killing: goals.map(({ goal, facts }) => variant({ name: "killing", since: at, backoff, goal }, facts)),
  backoff: [variant({ name: "backoff", since: at, backoff })],
  exited: [
    variant({ name: "exited", since: at, backoff, failed: true }, { left: "had failed" }),
    variant({ name: "exited", since: at, backoff, failed: false }, { left: "had succeeded" }),
  ],
};

/** What the drawing calls each event, in all its forms. */
const events: {
  readonly [T in EventType]: { readonly words: string; readonly forms: readonly ServiceEvent[] };
} = {
  start: { words: "start", forms: [{ type: "start", at }] },
  spawned: { words: "process is there", forms: [{ type: "spawned", at }] },
  spawnFailed: {
    words: "no process",
    forms: [{ type: "spawnFailed", at, message: "", error: "" }],
  },
  windowPassed: { words: "1 s is over", forms: [{ type: "windowPassed" }] },
  exited: { words: "process ends", forms: [{ type: "exited", at, code: 1 }] },
  stop: { words: "stop", forms: [{ type: "stop", at }] },
  startAborted: { words: "start is aborted", forms: [{ type: "startAborted", at }] },
  killDelayPassed: { words: "kill-delay is over", forms: [{ type: "killDelayPassed" }] },
  failDelayPassed: { words: "5 s are over", forms: [{ type: "failDelayPassed" }] },
  backoffPassed: { words: "back-off is over", forms: [{ type: "backoffPassed", at }] },
  resetPassed: { words: "backoff-limit is over", forms: [{ type: "resetPassed" }] },
  checkFailed: {
    words: "check fails",
    forms: [{ type: "checkFailed", at, action: "restart" }],
  },
};

const policyOf = (action: Policy["onFailure"]): Policy => ({
  onSuccess: action,
  onFailure: action,
  killDelayMs: 1,
  backoffDelayMs: 1,
  backoffFactor: 1,
  backoffLimitMs: 1,
});

const policies: readonly Variant<Policy>[] = [
  variant(policyOf("restart"), { action: "action restart" }),
  variant(policyOf("ignore"), { action: "other action" }),
];

interface Move {
  readonly from: Name;
  readonly to: Name;
  readonly event: EventType;
  readonly facts: Facts;
}

/** Every step that the machine takes, whatever it depends on. */
function allMoves(): readonly Move[] {
  return Object.values(states).flatMap((forms) =>
    forms.flatMap((state: Variant<ServiceState>) =>
      Object.values(events).flatMap(({ forms: happenings }) =>
        happenings.flatMap((event) =>
          policies.map((policy) => ({
            from: state.value.name,
            to: stepService(state.value, event, policy.value).state.name,
            event: event.type,
            facts: { ...state.facts, ...policy.facts },
          })),
        ),
      ),
    ),
  );
}

const factNames = ["action", "goal", "asked", "left"] as const;

/** What has to be the case for these moves and is not for the others, where the event alone does not decide. */
function conditionOf(moves: readonly Move[], others: readonly Move[]): string {
  if (others.length === 0) return "";
  const deciding = factNames.filter((name) => {
    const seen = new Set(moves.map(({ facts }) => facts[name]));
    return others.every(({ facts }) => !seen.has(facts[name]));
  });
  return deciding.map((name) => `, ${moves[0]?.facts[name] ?? ""}`).join("");
}

/** The arrows out of one state, one for each state that follows. */
function arrowsFrom(from: Name, moves: readonly Move[]): readonly string[] {
  const labels = new Map<Name, string[]>();
  for (const event of Object.keys(events)) {
    const ofEvent = moves.filter((move) => move.event === event);
    for (const to of new Set(ofEvent.map((move) => move.to))) {
      if (to === from) continue;
      const [these, others] = [
        ofEvent.filter((move) => move.to === to),
        ofEvent.filter((move) => move.to !== to),
      ];
      // The names of the table are those of the events.
      const label = `${events[event as EventType].words}${conditionOf(these, others)}`;
      labels.set(to, [...(labels.get(to) ?? []), label]);
    }
  }
  return [...labels].map(([to, words]) => `  ${from} --> ${to}: ${words.join(" / ")}`);
}

/** The statuses that a state is shown as. */
function shownAs(forms: readonly Variant<ServiceState>[]): string {
  return [...new Set(forms.map(({ value }) => serviceStatus(value)))].join(" or ");
}

/** Draws what {@link stepService} does, as a Mermaid diagram: states, the status that clients see, and what leads where. */
export function drawServiceStates(): string {
  const moves = allMoves();
  const names = Object.entries(states).map(([name, forms]) => `  ${name}: ${name} (${shownAs(forms)})`);
  const arrows = Object.values(states).flatMap(([first]) => {
    const from = first?.value.name ?? "stopped";
    return arrowsFrom(
      from,
      moves.filter((move) => move.from === from),
    );
  });
  return ["```mermaid", "stateDiagram-v2", "  [*] --> stopped", ...names, ...arrows, "```"].join("\n");
}

/** The page with its drawing made anew; as it is when it has no marks for it. */
export const withServiceStates = (page: string): string =>
  withPart(page, "states", `${drawServiceStates()}\n`);

if (import.meta.main) {
  const path = join(import.meta.dir, "../..", servicesPage);
  writeFileSync(path, withServiceStates(readFileSync(path, "utf8")));
}
