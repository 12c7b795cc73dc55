import type { Check } from "@cobble/plan";
import { createDeferred } from "../../deferred.ts";
import type { Change } from "../../engine/change.ts";
import type { Engine } from "../../engine/engine.ts";
import { Reported, type TaskContext } from "../../engine/task-spec.ts";

/** The change that stands for a check while it is up, or while it is down. */
export interface CheckChange {
  readonly id: string;
  /** Adds a failure to the task's log. */
  report(text: string): void;
  /** Ends it well. */
  done(): void;
  /** Ends it with an error, which is in the log already. */
  fail(text: string): void;
  /** Ends it early: clients see it aborted, then done. */
  abort(): void;
}

const words = {
  "perform-check": "Perform",
  "recover-check": "Recover",
} as const;

/** One of the two kinds of changes that checks have. */
export type CheckChangeKind = keyof typeof words;

const checkType = (check: Check): string => {
  if (check.http !== undefined) return "HTTP";
  return check.tcp === undefined ? "exec" : "TCP";
};

/**
 * Begins a change of a check.
 * @param options.onAbort is called when somebody else, a client, aborts it
 * @source pebble 1.32, seen: GET /v1/changes, GET /v1/notices
 */
export const beginCheckChange = (
  engine: Engine,
  options: { readonly kind: CheckChangeKind; readonly check: Check; readonly onAbort: () => void },
): CheckChange => {
  const { kind, check } = options;
  const ended = createDeferred<void>();
  let task: TaskContext | undefined;
  let isOver = false;
  const summary = `${words[kind]} ${checkType(check)} check "${check.name}"`;
  const change: Change = engine.start({
    kind,
    summary,
    data: { "check-name": check.name },
    tasks: [
      {
        kind,
        summary,
        run: (context) => {
          task = context;
          context.signal.addEventListener("abort", () => {
            ended.resolve();
            if (!isOver) options.onAbort();
          });
          return ended.promise;
        },
      },
    ],
  });
  return {
    id: change.id,
    report: (text) => task?.log("ERROR", text),
    done: () => {
      isOver = true;
      ended.resolve();
    },
    fail: (text) => {
      isOver = true;
      ended.reject(new Reported(text));
    },
    abort: () => {
      isOver = true;
      if (task?.signal.aborted !== true) engine.abort(change);
    },
  };
};
