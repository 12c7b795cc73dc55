import type { Client } from "@cobble/client";
import type { CheckInfo } from "@cobble/wire";
import { checkData, failureLog } from "../checks.ts";
import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { formatFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";

const find = async (client: Client, name: string): Promise<CheckInfo> => {
  const found = (await client.checks.list({ names: [name] }))[0];
  if (found === undefined) throw new CommandError(`cannot find check ${JSON.stringify(name)}`);
  return found;
};

/** `check`. */
export const command = defineCommand({
  name: "check",
  summary: "Show one health check",
  description: "The check command shows one health check, with what its last failures were.",
  flags: {
    format: formatFlag(["text", "json", "yaml"]),
    refresh: switchFlag({ long: "refresh", help: "Run the check now, and show how it went" }),
  },
  args: [{ name: "<check>", completes: "check" }],
  run: async (context, { flags, args: [name = ""] }) => {
    const client = await context.client();
    const { info, error } = flags.refresh
      ? await client.checks.refresh(name)
      : { info: await find(client, name), error: undefined };
    const log = await failureLog(client, info);
    const logs = log.length === 0 ? undefined : log.map((line) => `${line}\n`).join("");
    const value = { ...checkData(info), error: error || undefined, logs };
    await printData(context, { format: flags.format === "json" ? "json" : "yaml", value });
    return 0;
  },
});
