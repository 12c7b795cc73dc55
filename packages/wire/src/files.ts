import { ErrorResult } from "./envelope.ts";
import { array, boolean, type Infer, integer, nullable, object, oneOf, string } from "./schema.ts";

/** What kind of file an entry is. */
export const FileType = oneOf(["file", "directory", "symlink", "socket", "named-pipe", "device", "unknown"]);
/** What kind of file an entry is. */
export type FileType = Infer<typeof FileType>;

/** One entry of `GET /v1/files?action=list&path=&pattern=&itself=` (admin), ordered by name. */
export const FileInfo = object(
  {
    path: string(),
    name: string(),
    type: FileType,
    permissions: string({ description: "three octal digits" }),
    "last-modified": string(),
    "user-id": nullable(integer()),
    "group-id": nullable(integer()),
  },
  { size: integer({ description: "only for regular files" }), user: string(), group: string() },
);
/** One entry of `GET /v1/files?action=list` (admin). */
export type FileInfo = Infer<typeof FileInfo>;

/** The answer of `GET /v1/files?action=list`. */
export const FileInfos = array(FileInfo);

/** One entry of every other files answer: the path, and its error if it failed. */
export const FileResult = object({ path: string() }, { error: ErrorResult });
/** One entry of every other files answer. */
export type FileResult = Infer<typeof FileResult>;

/** The `result` of a write, make-dirs, remove, or of the `response` part of a read. */
export const FileResults = array(FileResult);

const owner = {
  permissions: string({ description: "three octal digits" }),
  "user-id": integer(),
  user: string(),
  "group-id": integer(),
  group: string(),
};

/** One file of a write request. */
export const WriteFileItem = object({}, { path: string(), "make-dirs": boolean(), ...owner });
/** One file of a write request. */
export type WriteFileItem = Infer<typeof WriteFileItem>;

/** The `request` part, the first one, of `POST /v1/files` as multipart/form-data (admin): `action` is `write`. */
export const WriteFilesRequest = object({}, { action: string(), files: array(WriteFileItem) });
/** The `request` part of a write. */
export type WriteFilesRequest = Infer<typeof WriteFilesRequest>;

/** One directory of a make-dirs request. */
export const MakeDirItem = object({}, { path: string(), "make-parents": boolean(), ...owner });
/** One directory of a make-dirs request. */
export type MakeDirItem = Infer<typeof MakeDirItem>;

/** One path of a remove request. */
export const RemovePathItem = object({}, { path: string(), recursive: boolean() });
/** One path of a remove request. */
export type RemovePathItem = Infer<typeof RemovePathItem>;

/** Body of `POST /v1/files` as JSON (admin): `action` is `make-dirs` or `remove`. */
export const FilesRequest = object(
  {},
  { action: string(), dirs: array(MakeDirItem), paths: array(RemovePathItem) },
);
/** Body of `POST /v1/files` as JSON (admin). */
export type FilesRequest = Infer<typeof FilesRequest>;
