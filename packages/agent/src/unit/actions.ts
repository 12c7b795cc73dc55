import type { Exit } from "../containers/machine.ts";
import type { ActionOutcome } from "../hooks/context.ts";

/** How an action ended. */
export interface ActionEnd {
  /** Why it failed; absent when it did not. */
  readonly failure?: string;
  readonly results: ReadonlyMap<string, string>;
}

interface Caller {
  readonly say: (line: string) => void;
  readonly end: (end: ActionEnd) => void;
}

const describeExit = ({ code, signal }: Exit): string =>
  signal === null ? `exit status ${code ?? 0}` : `killed by ${signal}`;

/**
 * How an action whose process has ended went: it fails by saying so, or by not ending well.
 * @source Juju 3.6, reference/hook-command, action-fail
 */
export const endOfAction = (outcome: ActionOutcome, exit: Exit): ActionEnd => {
  const isDone = exit.code === 0 && exit.signal === null;
  const failure = outcome.failure ?? (isDone ? undefined : describeExit(exit));
  return { results: outcome.results, ...(failure === undefined ? {} : { failure }) };
};

/** Those who wait for actions, by the action's id. */
export class ActionCallers {
  readonly #callers = new Map<string, Caller>();

  /**
   * Waits for an action to end.
   * @param say takes each line of its progress
   */
  wait(id: string, say: (line: string) => void): Promise<ActionEnd> {
    return new Promise((end) => {
      this.#callers.set(id, { say, end });
    });
  }

  /** Passes a line of progress on. */
  say(id: string, line: string): void {
    this.#callers.get(id)?.say(line);
  }

  /** Tells who waits how an action ended. */
  end(id: string, end: ActionEnd): void {
    this.#callers.get(id)?.end(end);
    this.#callers.delete(id);
  }
}
