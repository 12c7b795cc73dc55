import type { Exit } from "../containers/machine.ts";
import type { HookToolReply, HookToolRequest } from "../hook-tools/protocol.ts";
import { runHookTool } from "../hook-tools/tools.ts";
import type { Clock } from "../pod/clock.ts";
import type { Report } from "../pod/events.ts";
import type { HookContext, Said } from "./context.ts";
import { describeHook, type Hook, hookName } from "./hook.ts";

/** A run of a hook, under way. */
export interface HookRun {
  readonly exited: Promise<Exit>;
  /** Ends its processes at once. */
  kill(): void;
  /** The last lines it has printed. */
  tail(): readonly string[];
}

/** What {@link HookRunner} needs from outside. */
export interface HookRunnerDeps {
  readonly clock: Clock;
  readonly report: Report;
  readonly startHook: (hook: Hook, contextId: string) => HookRun;
  readonly newId: () => string;
  /** A line for the charm's log. */
  readonly writeLog: (line: string) => void;
  /** Takes a line of an action's progress. */
  readonly sayOfAction: (actionId: string, line: string) => void;
}

/** How a hook ended. */
export interface HookEnd {
  readonly isDone: boolean;
  readonly exit: Exit;
  /** What its tools have read and changed; to be dropped when the hook is not done. */
  readonly context: HookContext;
}

const slowMs = 10_000;
const lastHookMs = 10_000;

interface Current {
  readonly id: string;
  readonly run: HookRun;
  context: HookContext;
}

/** Runs one hook at a time as a process, and serves the hook tools that it calls. */
export class HookRunner {
  readonly #deps: HookRunnerDeps;
  #current: Current | undefined;

  constructor(deps: HookRunnerDeps) {
    this.#deps = deps;
  }

  /** Runs a hook to its end. */
  async run(first: HookContext): Promise<HookEnd> {
    const { clock, report, startHook, newId } = this.#deps;
    const { hook } = first;
    const id = newId();
    const started = clock.elapsedMs();
    this.#write("INFO", hook, `${describeHook(hook)} starts`);
    const run = startHook(hook, id);
    const current: Current = { id, run, context: first };
    this.#current = current;
    const stopTelling = this.#tellWhenSlow(hook, started);
    const exit = await run.exited;
    stopTelling();
    this.#current = undefined;
    const tookMs = clock.elapsedMs() - started;
    const isDone = exit.code === 0 && exit.signal === null;
    if (isDone) report({ type: "hook-done", hook, tookMs });
    else report({ type: "hook-failed", hook, exit, tookMs, tail: run.tail() });
    return { isDone, exit, context: current.context };
  }

  /** Ends the hook that runs, if one does, when it takes longer than the unit has to go down. */
  limit(): void {
    const run = this.#current?.run;
    if (run === undefined) return;
    const cancel = this.#deps.clock.after(lastHookMs, () => run.kill());
    void run.exited.then(cancel);
  }

  /** Ends the hook that runs, at once. */
  kill(): void {
    this.#current?.run.kill();
  }

  /** Serves a hook tool; what it cannot do is in the reply. */
  callTool(request: HookToolRequest): HookToolReply {
    const current = this.#current;
    if (current?.id !== request.context) {
      const stderr = "ERROR cannot find the hook that this tool is called from: it is over\n";
      return { stdout: "", stderr, exitCode: 1 };
    }
    const now = this.#deps.clock.timeOfDay();
    const { newId } = this.#deps;
    const call = { ...request, now, newId, files: request.files ?? {} };
    const { reply, context, said } = runHookTool(call, current.context);
    current.context = context;
    if (said !== undefined) this.#hear(said, context.hook);
    return reply;
  }

  #hear(said: Said, hook: Hook): void {
    if (said.type === "log") {
      this.#write(said.level, hook, said.message);
      this.#deps.report({ type: "charm-log", level: said.level, message: said.message });
    } else if (hook.kind === "action") {
      this.#write("INFO", hook, said.message);
      this.#deps.sayOfAction(hook.id, said.message);
    }
  }

  #write(level: string, hook: Hook, message: string): void {
    this.#deps.writeLog(`${this.#deps.clock.timeOfDay()} ${level} ${hookName(hook)}: ${message}`);
  }

  #tellWhenSlow(hook: Hook, started: number): () => void {
    const { clock, report } = this.#deps;
    let cancel: () => void = () => undefined;
    const again = (ms: number): void => {
      cancel = clock.after(ms, () => {
        report({ type: "hook-slow", hook, waitedMs: clock.elapsedMs() - started });
        again(ms * 2);
      });
    };
    again(slowMs);
    return () => cancel();
  }
}
