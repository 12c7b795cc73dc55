import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { durationFlag } from "../flags.ts";

const parseData = (words: readonly string[]): Readonly<Record<string, string>> => {
  const entries = words.map((word) => {
    const at = word.indexOf("=");
    if (at === -1) {
      throw new CommandError(`data args must be in "name=value" format, not ${JSON.stringify(word)}`);
    }
    return [word.slice(0, at), word.slice(at + 1)];
  });
  return Object.fromEntries(entries);
};

/** `notify`. */
export const command = defineCommand({
  name: "notify",
  summary: "Record a custom notice",
  description:
    "The notify command records a notice of type custom: a key, as in\n" +
    "example.com/backup-done, and perhaps some data.",
  flags: {
    repeatAfterMs: durationFlag({
      long: "repeat-after",
      help: "Do not repeat the notice more often than this, as in `1h`",
    }),
  },
  args: [{ name: "<key>" }, { name: "<name=value>", count: "any" }],
  run: async (context, { flags, args: [key = "", ...words] }) => {
    const data = parseData(words);
    const { repeatAfterMs } = flags;
    const repeat = repeatAfterMs === undefined ? {} : { repeatAfterMs };
    const id = await (await context.client()).notices.notify({ key, data, ...repeat });
    context.stdout.write(`Recorded notice ${id}\n`);
    return 0;
  },
});
