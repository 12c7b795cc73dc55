import { defineCommand } from "../command.ts";
import { countOf, fromFlag, readIdentities } from "../identities.ts";

/** `add-identities`. */
export const command = defineCommand({
  name: "add-identities",
  summary: "Add identities",
  description:
    "The add-identities command adds identities from a YAML file. None of them may exist\n" +
    "already.\n\n" +
    "Each has an access level, which is untrusted, metrics, read or admin, and one or more\n" +
    "ways to be known: `local` by the user ID of a process on the socket, `basic` by a\n" +
    "password, `cert` by a certificate over HTTPS:\n\n" +
    "    identities:\n" +
    "        bob:\n" +
    "            access: admin\n" +
    "            local: {user-id: 42}\n" +
    "        scraper:\n" +
    "            access: metrics\n" +
    "            basic: {password: $6$...}\n\n" +
    "Passwords are given hashed, as `openssl passwd -6` prints them.",
  flags: { from: fromFlag },
  run: async (context, { flags }) => {
    const identities = await readIdentities(context, flags.from);
    await (await context.client()).identities.add(identities);
    context.stdout.write(`Added ${countOf(identities, "new ")}.\n`);
    return 0;
  },
});
