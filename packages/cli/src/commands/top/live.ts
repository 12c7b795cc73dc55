import { constants } from "node:os";
import type { Stats } from "@cobble/wire";
import type { CommandContext } from "../../command.ts";
import type { Input, StopSignal, Terminal, TerminalSize } from "../../system.ts";
import { drawFrame, pageOf } from "./frame.ts";
import { type Sample, takeSample } from "./sample.ts";
import { openScreen } from "./screen.ts";
import { firstView, pressKey, splitKeys, type View } from "./view.ts";

/** What the live view shows, and how often it looks. */
export interface LiveOptions {
  readonly terminal: Terminal;
  readonly intervalMs: number;
  /** Asks the supervisor. */
  readonly ask: (signal: AbortSignal) => Promise<Stats>;
}

const stopSignals: readonly StopSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Settles after a while, or at once when the signal aborts. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });

/** The size of a terminal; one that does not know it, as on a serial line, is taken for the usual one. */
const sizeOf = (terminal: Terminal): TerminalSize => {
  const { columns = 0, rows = 0 } = terminal.size() ?? {};
  return { columns: columns || 80, rows: rows || 24 };
};

/** Hands over what is typed, until there will be no more: the terminal has gone then, and a signal says so. */
const readKeys = async (input: Input, type: (text: string) => void): Promise<void> => {
  const decoder = new TextDecoder();
  try {
    for await (const bytes of input.chunks()) type(decoder.decode(bytes, { stream: true }));
  } catch {
    // A terminal that was closed cannot be read from: as above.
  }
};

/**
 * Shows services until `q`, Ctrl-C or a signal; the terminal is then as it was before, also when an error ends it.
 * @returns the exit code: 0, or 128 and the number of the signal
 */
export const runLive = async (
  context: Pick<CommandContext, "env" | "stdin" | "stdout" | "onSignals">,
  { terminal, intervalMs, ask }: LiveOptions,
): Promise<number> => {
  const stop = new AbortController();
  let code = 0;
  let view: View = firstView;
  let sample: Sample | undefined;
  await using held = new AsyncDisposableStack();
  const screen = openScreen(context.stdout, { colour: (context.env["NO_COLOR"] ?? "") === "" });
  held.defer(() => screen.close());
  const draw = (): void => {
    if (sample !== undefined && !stop.signal.aborted) screen.draw(drawFrame(sample, view, sizeOf(terminal)));
  };
  const press = (key: string): void => {
    const room = { rows: sample?.rows.length ?? 0, page: pageOf(sizeOf(terminal).rows) };
    const next = pressKey(view, key, room);
    if (next === "quit") stop.abort();
    else view = next;
  };
  const type = (text: string): void => {
    for (const key of splitKeys(text)) press(key);
    draw();
  };
  held.defer(terminal.makeRaw());
  void readKeys(context.stdin, type);
  held.defer(terminal.onResize(draw));
  const end = (signal: StopSignal): void => {
    code = 128 + constants.signals[signal];
    stop.abort();
  };
  held.defer(context.onSignals(stopSignals, end));

  let before: Stats | undefined;
  while (!stop.signal.aborted) {
    const now = await askUntil(ask, stop.signal);
    if (now === undefined) break;
    sample = takeSample(now, before);
    before = now;
    draw();
    await pause(intervalMs, stop.signal);
  }
  return code;
};

/** An answer; nothing when the view ended while it was waited for. */
const askUntil = async (ask: LiveOptions["ask"], signal: AbortSignal): Promise<Stats | undefined> => {
  try {
    return await ask(signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
};
