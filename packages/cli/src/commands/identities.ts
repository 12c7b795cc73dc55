import type { Identities, Identity } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { identityData } from "../identities.ts";

/** @source pebble 1.32, seen: certificates are not among the types, and who has nothing else is `unknown` */
const typesOf = ({ basic, local }: Identity): string =>
  [...(basic === undefined ? [] : ["basic"]), ...(local === undefined ? [] : ["local"])].join(",") ||
  "unknown";

const toTable = (identities: Identities): string =>
  formatTable([
    ["Name", "Access", "Types"],
    ...Object.entries(identities).map(([name, identity]) => [name, identity.access, typesOf(identity)]),
  ]);

/** `identities`. */
export const command = defineCommand({
  name: "identities",
  summary: "List identities",
  description:
    "The identities command lists who may use the API beside root, the supervisor's own\n" +
    "user and, for reading, everybody on this machine.\n\n" +
    "See `cobble help add-identities` for how an identity is written.",
  flags: { format: formatFlag(["text", "json", "yaml"]) },
  run: async (context, { flags }) => {
    const identities = await (await context.client()).identities.list();
    if (flags.format !== "text") {
      const byName = Object.fromEntries(
        Object.entries(identities).map(([name, identity]) => [name, identityData(identity)]),
      );
      await printData(context, { format: flags.format, value: { identities: byName } });
    } else if (Object.keys(identities).length > 0) {
      context.stdout.write(toTable(identities));
    } else {
      context.stderr.write("No identities.\n");
    }
    return 0;
  },
});
