import type { Hook } from "../hooks/hook.ts";
import type { Clock } from "../pod/clock.ts";
import { dueSecretHooks, nextSecretHookMs } from "./secret-times.ts";
import type { KeptSecret } from "./secrets.ts";

/** A timer that waits longer than 24 days would end at once. */
const longestWaitMs = 24 * 3_600_000;

/** What the timer of secrets needs from its unit. */
export interface SecretTimerDeps {
  readonly clock: Clock;
  /** The unit's secrets as they are now. */
  readonly secrets: () => readonly KeptSecret[];
  /** Takes each hook that the time of a secret has come for. */
  readonly onDue: (hook: Hook) => void;
}

/** Waits for the time of the next secret. */
export class SecretTimer {
  readonly #deps: SecretTimerDeps;
  #cancel: () => void = () => undefined;

  constructor(deps: SecretTimerDeps) {
    this.#deps = deps;
  }

  /** Waits anew: the secrets may have changed. */
  watch(): void {
    const { clock, secrets } = this.#deps;
    this.stop();
    const ms = nextSecretHookMs(secrets(), clock.timeOfDay());
    if (ms === undefined) return;
    this.#cancel = clock.after(Math.min(ms, longestWaitMs), () => this.#fire());
  }

  /** Waits no longer. */
  stop(): void {
    this.#cancel();
    this.#cancel = () => undefined;
  }

  #fire(): void {
    const { clock, secrets, onDue } = this.#deps;
    const due = dueSecretHooks(secrets(), clock.timeOfDay());
    if (due.length === 0) this.watch();
    for (const hook of due) onDue(hook);
  }
}
