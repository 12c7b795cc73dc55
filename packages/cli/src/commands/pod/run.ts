import type { ActionLine } from "@cobble/agent";
import { defineCommand } from "../../command.ts";
import { CommandError, UsageError } from "../../errors.ts";
import { formatResults } from "./results.ts";
import { splitWords } from "./words.ts";

/** `cobble pod run`. */
export const command = defineCommand({
  name: "run",
  summary: "Run an action of the charm",
  description:
    "The run command runs an action of the charm with the parameters given as `name=value`, shows its log lines as\n" +
    "they come, and prints its results as YAML. It ends with 1 when the action fails. The folder of the pod may stand\n" +
    "before the action.",
  flags: {},
  args: [{ name: "<action>" }, { name: "<parameter=value>", count: "any" }],
  run: async ({ env, stdout, stderr }, { args }) => {
    const { names, assignments } = splitWords(args, { names: 2 });
    const name = names.at(-1);
    if (name === undefined) throw new UsageError("the required argument `<action>` was not provided");
    const { connectPod, findPod } = await import("@cobble/agent");
    const pod = connectPod(findPod({ podDir: names.length === 2 ? names[0] : undefined, env }));
    let end: ActionLine["end"];
    for await (const line of pod.runAction({ name, words: assignments })) {
      if (line.log !== undefined) stderr.write(`${line.log}\n`);
      end = line.end ?? end;
    }
    if (end === undefined)
      throw new CommandError(`cannot tell how action "${name}" ended: the pod went away`);
    stdout.write(formatResults(end.results));
    if (end.failure === undefined) return 0;
    stderr.write(`error: action "${name}" failed: ${end.failure}\n`);
    return 1;
  },
});
