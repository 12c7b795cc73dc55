import { formatDurationMs, type Notice, type NoticeType, noticeTypes } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { absTimeFlag, durationFlag, formatFlag, integerFlag, textFlag, textsFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";
import { interruptible } from "../interrupt.ts";
import { never } from "../listings.ts";
import { noticeData } from "../notices.ts";
import { readListings, rememberListings } from "../remembered-listings.ts";

/** @source pebble 1.32, seen: keys of more than 32 characters have their beginning and end in the table */
const elide = (key: string): string => {
  const letters = Array.from(key);
  return letters.length <= 32 ? key : `${letters.slice(0, 14).join("")}...${letters.slice(-15).join("")}`;
};

const toTable = (notices: readonly Notice[], style: TimeStyle): string =>
  formatTable([
    ["ID", "User", "Type", "Key", "First", "Repeated", "Occurrences"],
    ...notices.map((notice) => [
      notice.id,
      notice["user-id"] === null ? "public" : String(notice["user-id"]),
      notice.type,
      elide(notice.key),
      formatTimeOf(notice["first-occurred"], style),
      formatTimeOf(notice["last-repeated"], style),
      String(notice.occurrences),
    ]),
  ]);

const flags = {
  absTime: absTimeFlag,
  format: formatFlag(["text", "json", "yaml"]),
  users: textFlag({ long: "users", help: "`all`: notices of every user (for admins; not with --uid)" }),
  uid: integerFlag(
    { long: "uid", help: "Notices of the user with this ID (for admins; not with --users)" },
    "uint32",
  ),
  types: textsFlag({
    long: "type",
    completes: noticeTypes,
    help: "Only notices of this type (may be repeated)",
  }),
  keys: textsFlag({ long: "key", help: "Only notices with this key (may be repeated)" }),
  timeoutMs: durationFlag({ long: "timeout", help: "Wait this long for one to come, as in `30s`" }),
};

/** `notices`. */
export const command = defineCommand({
  name: "notices",
  summary: "List notices",
  description:
    "The notices command lists the notices that are public or the caller's own, in the\n" +
    "order in which they last repeated, without those that were acknowledged with\n" +
    "`cobble okay`.",
  flags,
  run: async (context, parsed) => {
    const { users, uid, types, keys, timeoutMs, format, absTime } = parsed.flags;
    const { noticesOkayed } = await readListings(context);
    const client = await context.client();
    const filter = {
      // The supervisor is who knows what users and types there are, and says so.
      ...(users === undefined || users === "" ? {} : { users: users as "all" }),
      types: types as readonly NoticeType[],
      keys,
      ...(noticesOkayed === never ? {} : { after: noticesOkayed }),
      ...(uid === undefined ? {} : { userId: uid }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
    const notices =
      timeoutMs === undefined
        ? await client.notices.list(filter)
        : await interruptible(context, (options) => client.notices.list(filter, options));
    const last = notices.at(-1)?.["last-repeated"];
    if (last !== undefined) await rememberListings(context, { noticesListed: last });
    if (format !== "text") {
      await printData(context, { format, value: { notices: notices.map(noticeData) }, isEscaped: true });
    } else if (notices.length > 0) {
      context.stdout.write(toTable(notices, await timeStyle(context, { absTime })));
    } else {
      const waited = timeoutMs === undefined ? "" : ` after waiting ${formatDurationMs(timeoutMs)}`;
      context.stderr.write(`No matching notices${waited}.\n`);
    }
    return 0;
  },
});
