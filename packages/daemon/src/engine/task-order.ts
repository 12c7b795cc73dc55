import type { TaskSpec } from "./task-spec.ts";

/** Which tasks of a change wait for which: each link is looked at once, however many tasks there are. */
export class TaskOrder {
  /** How many tasks each one still waits for. */
  readonly #missing: number[];
  readonly #followers: number[][];

  constructor(specs: readonly TaskSpec[]) {
    this.#missing = specs.map(() => 0);
    this.#followers = specs.map(() => []);
    for (const [index, { after = [] }] of specs.entries()) {
      for (const earlier of new Set(after)) {
        this.#followers[earlier]?.push(index);
        this.#missing[index] = (this.#missing[index] ?? 0) + 1;
      }
    }
  }

  /** The tasks that wait for none. */
  first(): readonly number[] {
    return [...this.#missing.keys()].filter((index) => this.#missing[index] === 0);
  }

  /** The tasks that wait for this one. */
  followersOf(index: number): readonly number[] {
    return this.#followers[index] ?? [];
  }

  /** A task is done: gives the tasks that wait for none any more. */
  done(index: number): readonly number[] {
    const free: number[] = [];
    for (const follower of this.followersOf(index)) {
      const missing = (this.#missing[follower] ?? 0) - 1;
      this.#missing[follower] = missing;
      if (missing === 0) free.push(follower);
    }
    return free;
  }
}
