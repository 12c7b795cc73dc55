import type { ChangeInfo } from "@cobble/wire";
import type { CommandContext } from "./command.ts";
import { switchFlag } from "./flags.ts";

/** `--no-wait`. */
export const noWaitFlag = switchFlag({
  long: "no-wait",
  help: "Print the ID of the change and return, without waiting for it to end",
});

/** What the tasks that went well have to say, for example that a service was already running. */
const notesOf = (change: ChangeInfo): readonly string[] =>
  (change.tasks ?? []).filter(({ status }) => status === "Done").flatMap(({ log }) => log ?? []);

/**
 * Waits for a change to end and prints the notes of its tasks; with `noWait`, prints its ID instead.
 * @returns the exit code
 * @throws {ChangeError} when the change failed
 * @differs from pebble 1.32, which polls and so shows notes only of tasks that it happens to see
 */
export const waitForChange = async (
  context: CommandContext,
  options: { readonly changeId: string; readonly noWait: boolean },
): Promise<number> => {
  if (options.noWait) {
    context.stdout.write(`${options.changeId}\n`);
    return 0;
  }
  const { ChangeError } = await import("@cobble/client");
  const change = await (await context.client()).changes.wait(options.changeId);
  for (const note of notesOf(change)) context.stdout.write(`${note}\n`);
  if (change.err !== undefined && change.err !== "") throw new ChangeError(change);
  return 0;
};
