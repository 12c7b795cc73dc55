import type { Command, CommandContext } from "../../command.ts";
import { CommandError, HelpRequested, UsageError } from "../../errors.ts";

const findSocket = async (
  context: CommandContext,
  { podDir, container }: { readonly podDir: string | undefined; readonly container: string },
): Promise<string> => {
  const { connectPod, findPod } = await import("@cobble/agent");
  const { containers } = await connectPod(findPod({ podDir, env: context.env })).status();
  const found = containers.find(({ name }) => name === container);
  if (found !== undefined) return found.socket;
  const list = containers.map(({ name }) => name).join(", ") || "none";
  throw new CommandError(`cannot find container "${container}": the pod's containers are ${list}`);
};

/** `cobble pod exec`: finds the container's socket, and leaves the rest to `exec`. */
export const command: Command = {
  name: "exec",
  summary: "Run a command in a container",
  description:
    "The exec command runs a command in a container of the pod, with its input and output, and ends with its exit code:\n" +
    "`cobble pod exec redis -- redis-cli ping`. Flags of `cobble exec`, as -w or --env, go before the double dash.",
  flags: [],
  args: [
    { name: "<folder>", count: "optional" },
    { name: "<container>" },
    { name: "-- <command>", count: "at-least-one" },
  ],
  execute: async (context, words) => {
    const dashes = words.indexOf("--");
    const before = dashes < 0 ? words : words.slice(0, dashes);
    if (before.includes("-h") || before.includes("--help")) throw new HelpRequested();
    const firstFlag = before.findIndex((word) => word.startsWith("-"));
    const names = firstFlag < 0 ? before : before.slice(0, firstFlag);
    const container = names.at(-1);
    if (dashes < 0 || container === undefined || names.length > 2) {
      throw new UsageError(
        `cannot tell what to run where: the words are ${context.program} pod exec [<folder>] <container> -- <command>`,
      );
    }
    const podDir = names.length === 2 ? names[0] : undefined;
    const socketPath = await findSocket(context, { podDir, container });
    const [{ createClient }, exec] = await Promise.all([import("@cobble/client"), import("../exec.ts")]);
    const client = createClient({ socketPath });
    const inContainer = { ...context, socketPath, client: () => Promise.resolve(client) };
    return exec.command.execute(inContainer, [...before.slice(names.length), ...words.slice(dashes)]);
  },
};
