import type { Client } from "@cobble/client";
import type { ChangeInfo } from "@cobble/wire";
import type { CommandContext } from "./command.ts";
import { switchFlag } from "./flags.ts";
import { formatError } from "./format/error.ts";
import { clearProgress, formatProgress } from "./format/progress.ts";

/** `--no-wait`. */
export const noWaitFlag = switchFlag({
  long: "no-wait",
  help: "Print the ID of the change and return, without waiting for it to end",
});

/** How often a terminal is shown where the change is. @source pebble 1.32, seen: `start` on a terminal */
const lookEveryMs = 100;

/** What the tasks that went well have to say, for example that a service was already running. */
const notesOf = (change: ChangeInfo): readonly string[] =>
  (change.tasks ?? []).filter(({ status }) => status === "Done").flatMap(({ log }) => log ?? []);

/** The change that is waited for, and a place to say where it is. */
interface Wait {
  readonly client: Client;
  readonly changeId: string;
  /** Shows a line, if there is a terminal to show it on. */
  readonly show: (text: string) => void;
}

/**
 * Settles when the change is ready, even if the supervisor is started again meanwhile.
 * @throws {ConnectionError} when it is not back after the time that reads are tried twice
 */
const settle = async ({ client, changeId, show }: Wait): Promise<ChangeInfo> => {
  const { ConnectionError } = await import("@cobble/client");
  for (;;) {
    try {
      return await client.changes.wait(changeId);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
    }
    await client.changes.get(changeId).catch((error: unknown) => {
      if (!(error instanceof ConnectionError)) throw error;
      show("Waiting for server to restart");
      return client.changes.get(changeId);
    });
  }
};

/** Shows the task that runs, until the change is ready. */
const showUntilReady = async ({ client, changeId, show }: Wait, ready: Promise<unknown>): Promise<void> => {
  const stop = new AbortController();
  const isReady = ready
    .then(
      () => true,
      () => true,
    )
    .finally(() => stop.abort());
  const pause = (): Promise<false> => new Promise((resolve) => setTimeout(resolve, lookEveryMs, false));
  do {
    // What breaks here breaks the waiting too, which tells it.
    const change = await client.changes.get(changeId, { signal: stop.signal }).catch(() => undefined);
    const running = change?.tasks?.find(({ status }) => status === "Doing");
    if (running !== undefined) show(running.summary);
  } while (!(await Promise.race([isReady, pause()])));
};

const waitOnTerminal = async (
  context: CommandContext,
  { client, changeId }: Omit<Wait, "show">,
): Promise<ChangeInfo> => {
  let turn = 0;
  const show = (text: string): void =>
    context.stdout.write(formatProgress(text, { columns: context.columns(), turn: turn++ }));
  const wait = { client, changeId, show };
  try {
    const ready = settle(wait);
    await showUntilReady(wait, ready);
    return await ready;
  } finally {
    context.stdout.write(clearProgress);
  }
};

/**
 * Aborts the change at each Ctrl-C: what has been begun is ended in order, and waited for.
 * @returns the function that ends this
 */
const abortAtInterrupt = (context: CommandContext, wait: Omit<Wait, "show">): (() => void) =>
  context.onSignals(["SIGINT"], () => {
    wait.client.changes.abort(wait.changeId).catch(async (error: unknown) => {
      const { APIError } = await import("@cobble/client");
      // A change that has ended meanwhile cannot be aborted, and need not.
      const hasEnded = error instanceof APIError && error.statusCode === 400;
      if (!hasEnded) context.stderr.write(formatError(error));
    });
  });

/**
 * Waits for a change to end and prints the notes of its tasks; with `noWait`, prints its ID instead. A terminal is shown
 * what is being done; Ctrl-C aborts the change.
 * @returns the exit code
 * @throws {ChangeError} when the change failed
 * @differs from pebble 1.32, which polls and so shows notes only of tasks that it happens to see
 */
export const waitForChange = async (
  context: CommandContext,
  options: { readonly changeId: string; readonly noWait: boolean },
): Promise<number> => {
  const { changeId, noWait } = options;
  if (noWait) {
    context.stdout.write(`${changeId}\n`);
    return 0;
  }
  const { ChangeError } = await import("@cobble/client");
  const wait = { client: await context.client(), changeId };
  const restore = abortAtInterrupt(context, wait);
  try {
    const change = context.stdout.isTerminal
      ? await waitOnTerminal(context, wait)
      : await settle({ ...wait, show: () => undefined });
    for (const note of notesOf(change)) context.stdout.write(`${note}\n`);
    if (change.err !== undefined && change.err !== "") throw new ChangeError(change);
    return 0;
  } finally {
    restore();
  }
};
