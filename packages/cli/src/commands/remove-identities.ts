import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { countOf, fromFlag, readIdentities } from "../identities.ts";

/** `remove-identities`. */
export const command = defineCommand({
  name: "remove-identities",
  summary: "Remove identities",
  description:
    "The remove-identities command removes the identities that are null in a YAML file, as\n" +
    "bob is in `identities: {bob: null}`. All of them must exist.",
  flags: { from: fromFlag },
  run: async (context, { flags }) => {
    const identities = await readIdentities(context, flags.from);
    for (const [name, identity] of Object.entries(identities)) {
      if (identity === null) continue;
      throw new CommandError(`identity value for ${JSON.stringify(name)} must be null for remove operation`);
    }
    await (await context.client()).identities.remove(Object.keys(identities));
    context.stdout.write(`Removed ${countOf(identities)}.\n`);
    return 0;
  },
});
