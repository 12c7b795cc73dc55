import type { FileOwner } from "@cobble/client";
import { CommandError } from "./errors.ts";
import { type FlagValues, integerFlag, textFlag } from "./flags.ts";

/** The flags that say whose a new file or directory is. */
export const ownerFlags = {
  mode: textFlag({ short: "m", help: "Mode, as three octal digits" }),
  uid: integerFlag({ long: "uid", help: "Owner, by ID" }, "int"),
  user: textFlag({ long: "user", help: "Owner, by name" }),
  gid: integerFlag({ long: "gid", help: "Group, by ID" }, "int"),
  group: textFlag({ long: "group", help: "Group, by name" }),
};

const parseMode = (text: string): number => {
  const mode = /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
  if (mode !== undefined && mode < 2 ** 32) return mode;
  throw new CommandError(`invalid mode for directory: ${JSON.stringify(text)}`);
};

/**
 * The mode that is asked for; none at all is the supervisor's default.
 * @source pebble 1.32, seen: `push -m 000`, `mkdir -m 000` and a push of a file of mode 000 ask for no mode
 */
const askedMode = (mode: number | undefined): Pick<FileOwner, "permissions"> =>
  mode === undefined || mode === 0 ? {} : { permissions: mode };

const modeOf = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : parseMode(text);

/**
 * What {@link ownerFlags} were set to.
 * @param options.localMode of the file that is copied: the mode where the flags name none
 * @throws {CommandError} when the mode is not an octal number
 */
export const ownerOf = (
  flags: FlagValues<typeof ownerFlags>,
  options: { readonly localMode?: number } = {},
): FileOwner => ({
  ...askedMode(modeOf(flags.mode) ?? options.localMode),
  ...(flags.uid === undefined ? {} : { userId: flags.uid }),
  ...(flags.user === undefined ? {} : { user: flags.user }),
  ...(flags.gid === undefined ? {} : { groupId: flags.gid }),
  ...(flags.group === undefined ? {} : { group: flags.group }),
});
