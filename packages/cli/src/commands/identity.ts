import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { identityData } from "../identities.ts";

/** `identity`. */
export const command = defineCommand({
  name: "identity",
  summary: "Show one identity",
  description: "The identity command shows one identity, as YAML unless asked otherwise. Secrets are hidden.",
  flags: { format: formatFlag(["text", "json", "yaml"]) },
  args: [{ name: "<name>", completes: "identity" }],
  run: async (context, { flags, args: [name = ""] }) => {
    const identities = await (await context.client()).identities.list();
    const identity = Object.hasOwn(identities, name) ? identities[name] : undefined;
    if (identity === undefined) throw new CommandError(`cannot find identity ${JSON.stringify(name)}`);
    const format = flags.format === "json" ? "json" : "yaml";
    await printData(context, { format, value: identityData(identity) });
    return 0;
  },
});
