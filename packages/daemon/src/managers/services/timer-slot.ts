import type { Micros } from "@cobble/wire";
import type { Clock, Timer } from "../../deps.ts";
import type { ServiceEvent, ServiceTimer } from "./state.ts";

/** The most that a back-off is lengthened by chance. @source pebble 1.32, docs/reference/service-auto-restart.md */
const jitter = 0.1;

const eventOf = (timer: ServiceTimer, at: Micros): ServiceEvent => {
  switch (timer) {
    case "window":
      return { type: "windowPassed" };
    case "kill":
      return { type: "killDelayPassed" };
    case "fail":
      return { type: "failDelayPassed" };
    case "backoff":
      return { type: "backoffPassed", at };
    case "reset":
      return { type: "resetPassed" };
    default:
      return timer satisfies never;
  }
};

/** The one timer of a service: setting it replaces what it was set to. */
export class TimerSlot {
  readonly #deps: { readonly clock: Clock; readonly random: () => number };
  readonly #fire: (event: ServiceEvent) => void;
  #timer: Timer | undefined;
  #dueAt: Micros | undefined;

  /** @param fire is given the event that the timer stands for */
  constructor(
    deps: { readonly clock: Clock; readonly random: () => number },
    fire: (event: ServiceEvent) => void,
  ) {
    this.#deps = deps;
    this.#fire = fire;
  }

  /** When it fires; undefined when it is not set. */
  get dueAt(): Micros | undefined {
    return this.#dueAt;
  }

  set(timer: ServiceTimer, ms: number): void {
    this.cancel();
    const { clock, random } = this.#deps;
    const delay = timer === "backoff" ? ms * (1 + random() * jitter) : ms;
    this.#dueAt = clock.now() + delay * 1000;
    this.#timer = clock.after(delay, () => {
      this.#timer = undefined;
      this.#dueAt = undefined;
      this.#fire(eventOf(timer, clock.now()));
    });
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#dueAt = undefined;
  }
}
