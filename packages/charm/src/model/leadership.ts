import type { LeaderTools } from "../hook-tools/leader.ts";

/** How long an agent vouches for its answer to `is-leader`. */
const leaseMs = 30_000;

/** What leadership is asked with. */
export interface LeadershipDeps {
  readonly tools: LeaderTools;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
}

/**
 * Whether this unit leads its application. The answer is good for 30 seconds, and is not asked for again until then.
 * @source ops 3.9, ops/model.py, _ModelBackend.is_leader
 */
export class Leadership {
  readonly #deps: LeadershipDeps;
  #last: { readonly askedMs: number; readonly answer: Promise<boolean> } | undefined;

  constructor(deps: LeadershipDeps) {
    this.#deps = deps;
  }

  /** Asks, or answers from what was asked before. */
  isLeader(): Promise<boolean> {
    // The time before the question: the lease may begin as soon as the agent hears of it.
    const askedMs = this.#deps.now();
    if (this.#last === undefined || askedMs - this.#last.askedMs > leaseMs) {
      const answer = this.#deps.tools.isLeader();
      this.#last = { askedMs, answer };
      // What could not be told is no answer to keep; whoever asked is told of the error.
      answer.catch(() => {
        this.#last = undefined;
      });
    }
    return this.#last.answer;
  }
}
