import type { FileType, FileInfo as WireFileInfo } from "@cobble/wire";

/** One entry of a directory. */
export interface FileInfo {
  /** The whole path. */
  readonly path: string;
  /** Its last part. */
  readonly name: string;
  readonly type: FileType;
  /** In bytes; only of regular files. */
  readonly size?: number;
  /** The mode's low nine bits, as in `0o644`. */
  readonly permissions: number;
  readonly lastModified: Date;
  readonly userId?: number;
  readonly user?: string;
  readonly groupId?: number;
  readonly group?: string;
}

/** Reads an entry as the API tells it. */
export const readFileInfo = (info: WireFileInfo): FileInfo => {
  const userId = info["user-id"];
  const groupId = info["group-id"];
  return {
    path: info.path,
    name: info.name,
    type: info.type,
    ...(info.size === undefined ? {} : { size: info.size }),
    permissions: Number.parseInt(info.permissions, 8),
    lastModified: new Date(info["last-modified"]),
    ...(userId === null ? {} : { userId }),
    ...(info.user === undefined ? {} : { user: info.user }),
    ...(groupId === null ? {} : { groupId }),
    ...(info.group === undefined ? {} : { group: info.group }),
  };
};
