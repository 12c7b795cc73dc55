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
 * What {@link ownerFlags} were set to.
 * @throws {CommandError} when the mode is not an octal number
 */
export const ownerOf = (flags: FlagValues<typeof ownerFlags>): FileOwner => ({
  ...(flags.mode === undefined || flags.mode === "" ? {} : { permissions: parseMode(flags.mode) }),
  ...(flags.uid === undefined ? {} : { userId: flags.uid }),
  ...(flags.user === undefined ? {} : { user: flags.user }),
  ...(flags.gid === undefined ? {} : { groupId: flags.gid }),
  ...(flags.group === undefined ? {} : { group: flags.group }),
});
