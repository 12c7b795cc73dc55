import type { RunTool } from "./hook-tools/run-tool.ts";
import type { Trace } from "./tracing/trace.ts";

/** When a hook that has not ended is told of for the first time; then after twice as long, and so on. */
const firstReportMs = 60_000;

/** What a report of progress needs of the world. */
export interface ProgressDeps {
  /** Calls back after that long, once; it keeps no process from ending. */
  readonly after: (ms: number, callback: () => void) => void;
  /** Writes a line for whoever watches the charm's process: the log's tool may be what does not end. */
  readonly printError: (line: string) => void;
}

/** What a hook is at, for whoever has to find out why it does not end, or why it ended. */
export class Progress {
  readonly #doing = new Set<{ readonly name: string }>();
  #failed: { readonly error: unknown; readonly names: readonly string[] } | undefined;

  /** What is being done at the moment, as `config_changed: charm.onConfigChanged, relation-get`; empty when nothing is. */
  get now(): string {
    return [...this.#doing].map(({ name }) => name).join(", ");
  }

  /** Where an error was thrown, the innermost first, as `charm.onConfigChanged`; empty when it was at none of these. */
  placeOf(error: unknown): string {
    return this.#failed?.error === error ? (this.#failed?.names.join(", ") ?? "") : "";
  }

  /** A trace whose spans are known here while they go on. */
  watchTrace(trace: Trace): Trace {
    return (start, run) => this.#during(start.name, () => trace(start, run));
  }

  /** A runner of tools which are known here while they run. */
  watchTools(runTool: RunTool): RunTool {
    return (tool, args, input) => this.#during(tool, () => runTool(tool, args, input));
  }

  /** From now on tells what a hook is at that takes a minute, two, four, and so on. */
  report(hook: string, { after, printError }: ProgressDeps): void {
    const wait = (ms: number): void =>
      after(ms, () => {
        printError(`${hook} has not ended for ${(ms * 2 - firstReportMs) / 1000} s: it is at ${this.now}`);
        wait(ms * 2);
      });
    wait(firstReportMs);
  }

  async #during<R>(name: string, run: () => Promise<R>): Promise<R> {
    const entry = { name };
    this.#doing.add(entry);
    try {
      return await run();
    } catch (error) {
      const below = this.#failed?.error === error ? this.#failed?.names : undefined;
      this.#failed = { error, names: [...(below ?? []), name] };
      throw error;
    } finally {
      this.#doing.delete(entry);
    }
  }
}
