import { defineCommand } from "../command.ts";
import { durationFlag } from "../flags.ts";

/** `open-pairing`. */
export const command = defineCommand({
  name: "open-pairing",
  summary: "Let a client with a certificate become an admin",
  description:
    "The open-pairing command opens a window in which a client that shows a certificate over\n" +
    "HTTPS may pair: its certificate becomes that of an identity with access admin.\n\n" +
    "The plan says whether that may be: `pairing: {mode: single}` lets one client pair, and\n" +
    "the window closes after it; with `mode: multiple` every client may that comes in time.\n" +
    "The supervisor has to run with --https. A client pairs like this:\n\n" +
    "    curl --insecure --cert client.crt --key client.key \\\n" +
    '        -d \'{"action": "pair"}\' https://HOST:PORT/v1/pairing',
  flags: {
    timeoutMs: durationFlag({
      long: "timeout",
      help: "How long the window is open, 1h at most (default: 1m)",
    }),
  },
  run: async (context, { flags }) => {
    const { timeoutMs } = flags;
    const client = await context.client();
    const { mode, until } = await client.pairing.open(timeoutMs === undefined ? {} : { timeoutMs });
    const who = mode === "single" ? "one client" : "clients";
    context.stdout.write(`Pairing is open for ${who} until ${until}.\n`);
    return 0;
  },
});
