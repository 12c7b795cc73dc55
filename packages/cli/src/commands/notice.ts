import type { Client } from "@cobble/client";
import { type Notice, type NoticeType, noticeTypes } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { formatFlag, integerFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { noticeData } from "../notices.ts";

const findById = (client: Client, id: string): Promise<Notice> => client.notices.get(id);

const findByKey = async (
  client: Client,
  wanted: { readonly type: string; readonly key: string; readonly userId: number | undefined },
): Promise<Notice> => {
  const { type, key, userId } = wanted;
  const found = await client.notices.list({
    // The supervisor knows what types there are.
    types: [type as NoticeType],
    keys: [key],
    ...(userId === undefined ? {} : { userId }),
  });
  if (found[0] === undefined) {
    throw new CommandError(`cannot find ${type} notice with key ${JSON.stringify(key)}`);
  }
  return found[0];
};

/** `notice`. */
export const command = defineCommand({
  name: "notice",
  summary: "Show one notice",
  description: "The notice command shows one notice, found by its ID, or by its type and key.",
  flags: {
    format: formatFlag(["text", "json", "yaml"]),
    uid: integerFlag(
      { long: "uid", help: "The user whose notice it is (for admins; only with type and key)" },
      "uint32",
    ),
  },
  args: [
    { name: "<id-or-type>", completes: noticeTypes },
    { name: "<key>", count: "optional" },
  ],
  run: async (context, { flags, args: [idOrType = "", key = ""] }) => {
    if (key === "" && flags.uid !== undefined) {
      throw new CommandError("cannot use --uid option when looking up notice by key");
    }
    if (key === "" && !/^[a-z0-9]+$/.test(idOrType)) {
      throw new CommandError(`invalid notice ID ${JSON.stringify(idOrType)}`);
    }
    const client = await context.client();
    const notice =
      key === ""
        ? await findById(client, idOrType)
        : await findByKey(client, { type: idOrType, key, userId: flags.uid });
    await printData(context, {
      format: flags.format === "json" ? "json" : "yaml",
      value: noticeData(notice),
    });
    return 0;
  },
});
