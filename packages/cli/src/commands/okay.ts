import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { switchFlag } from "../flags.ts";
import { never } from "../listings.ts";
import { readListings, rememberListings } from "../remembered-listings.ts";

/** `okay`. @source pebble 1.32, seen: which times it takes over after which listings */
export const command = defineCommand({
  name: "okay",
  summary: "Acknowledge what was listed",
  description:
    "The okay command acknowledges the notices and warnings that were listed with\n" +
    "`cobble notices` and `cobble warnings`: those commands do not list them again before\n" +
    "they repeat.",
  flags: { warnings: switchFlag({ long: "warnings", help: "Acknowledge warnings only" }) },
  run: async (context, { flags }) => {
    const { noticesListed, warningsListed } = await readListings(context);
    const { program } = context;
    if (flags.warnings && warningsListed === never) {
      throw new CommandError(`no warnings have been listed; try '${program} warnings'`);
    }
    if (noticesListed === never && warningsListed === never) {
      throw new CommandError(
        `no notices or warnings have been listed; try '${program} notices' or '${program} warnings'`,
      );
    }
    await rememberListings(context, {
      warningsOkayed: warningsListed,
      ...(flags.warnings ? {} : { noticesOkayed: noticesListed }),
    });
    return 0;
  },
});
