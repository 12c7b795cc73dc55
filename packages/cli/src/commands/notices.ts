import { formatDurationMs, type Notice, type NoticeType } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { absTimeFlag, durationFlag, formatFlag, integerFlag, textFlag, textsFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";
import { noticeData } from "../notices.ts";

const toTable = (notices: readonly Notice[], style: TimeStyle): string =>
  formatTable([
    ["ID", "User", "Type", "Key", "First", "Repeated", "Occurrences"],
    ...notices.map((notice) => [
      notice.id,
      notice["user-id"] === null ? "public" : String(notice["user-id"]),
      notice.type,
      notice.key,
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
  types: textsFlag({ long: "type", help: "Only notices of this type (may be repeated)" }),
  keys: textsFlag({ long: "key", help: "Only notices with this key (may be repeated)" }),
  timeoutMs: durationFlag({ long: "timeout", help: "Wait this long for one to come, as in `30s`" }),
};

/** `notices`. */
export const command = defineCommand({
  name: "notices",
  summary: "List notices",
  description:
    "The notices command lists the notices that are public or the caller's own, in the\n" +
    "order in which they last repeated.",
  flags,
  run: async (context, parsed) => {
    const { users, uid, types, keys, timeoutMs, format, absTime } = parsed.flags;
    const client = await context.client();
    const notices = await client.notices.list({
      // The supervisor is who knows what users and types there are, and says so.
      ...(users === undefined ? {} : { users: users as "all" }),
      types: types as readonly NoticeType[],
      keys,
      ...(uid === undefined ? {} : { userId: uid }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    if (format !== "text") {
      await printData(context, { format, value: { notices: notices.map(noticeData) } });
    } else if (notices.length > 0) {
      context.stdout.write(toTable(notices, await timeStyle(context, { absTime })));
    } else {
      const waited = timeoutMs === undefined ? "" : ` after waiting ${formatDurationMs(timeoutMs)}`;
      context.stderr.write(`No matching notices${waited}.\n`);
    }
    return 0;
  },
});
