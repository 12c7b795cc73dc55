import { LabelError, parseLayerFileName } from "@cobble/plan";
import type { Command, CommandContext } from "../command.ts";
import type { CandidateSource } from "../completion/candidates.ts";
import { type Completion, complete } from "../completion/complete.ts";
import { switchFlag } from "../flags.ts";

/** A key was pressed, and a person waits: longer than this a supervisor may not take to answer. */
const deadlineMs = 500;

/** The program as a command whose first argument is the name of another. */
const program: Command = {
  name: "",
  summary: "",
  description: "",
  flags: [switchFlag({ long: "version", help: "Print the version of this program" })],
  args: [{ name: "<command>", completes: "command" }],
  stopAtFirstArg: true,
  subcommands: "all",
  execute: async () => 0,
};

const layerLabels = async (context: CommandContext): Promise<readonly string[]> => {
  return (await context.listNames(`${context.pebbleDir}/layers`)).flatMap((name) => {
    try {
      return parseLayerFileName({ name, directory: name.endsWith(".d") })?.label ?? [];
    } catch (error) {
      // A file with a wrong name has no label.
      if (error instanceof LabelError) return [];
      throw error;
    }
  });
};

const sourceOf = (context: CommandContext): CandidateSource => ({
  catalogue: context.catalogue,
  // Not the context's own client, which waits five seconds for a socket.
  client: async () => {
    const { createClient } = await import("@cobble/client");
    return createClient({ socketPath: context.socketPath });
  },
  labels: () => layerLabels(context),
});

const giveUp = (ms: number): { readonly promise: Promise<undefined>; readonly cancel: () => void } => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  return { promise, cancel: () => clearTimeout(timer) };
};

const print = (context: CommandContext, { kind, candidates }: Completion): void => {
  const lines = candidates.map(({ value, help = "" }) => `${value}\t${help.replaceAll(/\p{Cc}/gu, " ")}\n`);
  context.stdout.write(`${kind}\n${lines.join("")}`);
};

/**
 * `__complete`, which the scripts of `completion` call: after `--` the words of the command line up to the one that is being
 * written. It prints what that may become: `words`, `files` or `directories` on the first line, and then a word and a tab and
 * a few words about it on each line. On any failure it prints nothing: what is being typed is not the place to complain.
 */
export const command: Command = {
  name: "__complete",
  summary: "Tell a shell what the last word may become",
  description: "The __complete command is called by the scripts that `cobble completion` prints.",
  flags: [],
  args: [{ name: "<word>", count: "any" }],
  execute: async (context, words) => {
    const deadline = giveUp(deadlineMs);
    try {
      const found = complete(words.slice(words.indexOf("--") + 1), program, sourceOf(context));
      const completion = await Promise.race([found, deadline.promise]);
      if (completion !== undefined) print(context, completion);
    } catch {
      // No supervisor, no access, or no such directory: there is nothing to offer then.
    } finally {
      deadline.cancel();
    }
    return 0;
  },
};
