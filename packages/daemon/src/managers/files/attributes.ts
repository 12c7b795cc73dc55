import { quoted } from "@cobble/wire";
import { FileError, messageOf } from "../../errors.ts";
import type { FileAttributes } from "../../os/atomic-file.ts";
import type { Users } from "../../os/users.ts";

/** What a request says about the mode and the owner of a new file or directory. */
export interface RequestedAttributes {
  readonly permissions?: string;
  readonly "user-id"?: number;
  readonly user?: string;
  readonly "group-id"?: number;
  readonly group?: string;
}

const resolveOwner = (requested: RequestedAttributes, users: Users): FileAttributes["owner"] =>
  users.resolve({
    userId: requested["user-id"],
    user: requested.user,
    groupId: requested["group-id"],
    group: requested.group,
  });

/**
 * The mode and owner that a request means.
 * @param options.defaultMode where it names no permissions
 * @throws {FileError} when permissions are not three octal digits, or user or group are unknown
 * @source pebble 1.32, seen: POST /v1/files
 */
export const resolveAttributes = (
  requested: RequestedAttributes,
  options: { readonly users: Users; readonly defaultMode: number },
): FileAttributes => {
  const permissions = requested.permissions ?? "";
  if (permissions !== "" && !/^[0-7]{3}$/.test(permissions)) {
    throw new FileError(
      "generic-file-error",
      `permissions must be a 3-digit octal string, got ${quoted(permissions)}`,
    );
  }
  const mode = permissions === "" ? options.defaultMode : Number.parseInt(permissions, 8);
  try {
    return { mode, owner: resolveOwner(requested, options.users) };
  } catch (error) {
    throw new FileError("generic-file-error", `cannot look up user and group: ${messageOf(error)}`, {
      cause: error,
    });
  }
};
