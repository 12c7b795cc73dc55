import { posix } from "node:path";
import { type FileInfo, formatTime } from "@cobble/wire";
import type { Clock } from "../../deps.ts";
import type { DirectoryEntry, Files } from "../../os/files.ts";
import type { Users } from "../../os/users.ts";
import { comparePaths, shownPath } from "../../path-bytes.ts";
import { createGlob } from "./glob.ts";
import { cleanPath, listedPath } from "./paths.ts";

/** Remembers what a function said for each number: the files of a directory have few owners and times between them. */
const remember = <T>(compute: (key: number) => T): ((key: number) => T) => {
  const known = new Map<number, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
};

/** Whose files they are, and what time it was when they changed. */
interface DescribeDeps {
  readonly users: Users;
  readonly clock: Pick<Clock, "offsetMinutes">;
}

/** Describes files, one listing's worth. */
const createDescriber = ({
  users,
  clock,
}: DescribeDeps): ((directory: string, entry: DirectoryEntry) => FileInfo) => {
  // Who has no name is listed with an empty one.
  const user = remember((uid) => users.account({ uid })?.name ?? "");
  const group = remember((gid) => users.groupName(gid) ?? "");
  // Whole seconds, in local time.
  const modified = remember((ms) => formatTime(ms * 1000, clock.offsetMinutes(ms)));
  return (directory, { name, facts }) => ({
    path: shownPath(directory.endsWith("/") ? directory + name : `${directory}/${name}`),
    name: name === "" ? "/" : shownPath(name),
    type: facts.type,
    ...(facts.type === "file" ? { size: facts.sizeBytes } : {}),
    permissions: facts.mode.toString(8).padStart(3, "0"),
    "last-modified": modified(Math.floor(facts.modifiedMs / 1000) * 1000),
    "user-id": facts.uid,
    user: user(facts.uid),
    "group-id": facts.gid,
    group: group(facts.gid),
  });
};

/**
 * Lists a directory by name, or a file, or with `itself` the directory as an entry. The path may be a link, what is
 * listed in it is not followed.
 * @param options.pattern only names that match, see {@link createGlob}
 * @throws {FileError} when the path cannot be looked at, or the pattern is malformed
 * @source pebble 1.32, docs/specs/openapi.yaml, GET /v1/files
 */
export const listFiles = async (
  path: string,
  options: DescribeDeps & {
    readonly files: Files;
    readonly pattern: string;
    readonly itself: boolean;
  },
): Promise<readonly FileInfo[]> => {
  const { files } = options;
  const describe = createDescriber(options);
  const matches = createGlob(options.pattern);
  const facts = await files.facts(path);
  if (facts.type !== "directory" || options.itself) {
    const listed = listedPath(path);
    const name = posix.basename(listed);
    const info = describe(posix.dirname(listed), { name, facts });
    return matches(name === "" ? info.name : name) ? [info] : [];
  }
  const directory = cleanPath(path);
  const found = await files.entries(directory, { accept: matches });
  return found.sort((a, b) => comparePaths(a.name, b.name)).map((entry) => describe(directory, entry));
};
