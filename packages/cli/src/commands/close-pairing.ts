import { defineCommand } from "../command.ts";

/** `close-pairing`. */
export const command = defineCommand({
  name: "close-pairing",
  summary: "Let no client pair any more",
  description: "The close-pairing command closes the window that `cobble open-pairing` has opened.",
  flags: {},
  run: async (context) => {
    await (await context.client()).pairing.close();
    context.stdout.write("Pairing is closed.\n");
    return 0;
  },
});
