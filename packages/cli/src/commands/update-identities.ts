import { defineCommand } from "../command.ts";
import { switchFlag } from "../flags.ts";
import { countOf, fromFlag, readIdentities } from "../identities.ts";

/** `update-identities`. */
export const command = defineCommand({
  name: "update-identities",
  summary: "Change identities, or replace them",
  description:
    "The update-identities command changes identities to what a YAML file says. All of them\n" +
    "must exist.\n\n" +
    "With --replace it does not matter whether they exist: they are added or changed, and\n" +
    "those that are null in the file are removed.",
  flags: {
    from: fromFlag,
    replace: switchFlag({ long: "replace", help: "Add, change or, where null, remove" }),
  },
  run: async (context, { flags }) => {
    const identities = await readIdentities(context, flags.from);
    const { identities: calls } = await context.client();
    await (flags.replace ? calls.replace(identities) : calls.update(identities));
    context.stdout.write(`${flags.replace ? "Replaced" : "Updated"} ${countOf(identities)}.\n`);
    return 0;
  },
});
