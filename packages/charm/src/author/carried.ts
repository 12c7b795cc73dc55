import { isAbsolute, join, normalize, relative } from "node:path";
import { isData } from "../data.ts";
import { AuthorError } from "../errors.ts";
import type { ArchiveEntry } from "./archive.ts";
import type { AuthorFiles } from "./files.ts";

/** What a charm carries for people, when it is there. */
const forPeople: readonly string[] = ["LICENSE", "NOTICE", "README.md", "icon.svg"];

/** What never belongs into a charm, though a folder that is named has it. */
const left = /(?:^|\/)(?:node_modules|\.git|\.cobble)\/|\.charm$/;

/** What `files` in package.json names. */
const namedFiles = (packageText: string | undefined): readonly string[] => {
  const data: unknown = JSON.parse(packageText ?? "{}");
  const files = isData(data) ? data["files"] : [];
  return Array.isArray(files) ? files.filter((one): one is string => typeof one === "string") : [];
};

const filesAt = async (path: string, files: AuthorFiles): Promise<readonly string[]> =>
  (await files.isFile(path)) ? [path] : files.list(path);

const isOutside = (name: string): boolean => isAbsolute(name) || normalize(name).startsWith("..");

/**
 * The files that a charm carries besides its code and its description. Programs among them stay programs.
 * @throws {AuthorError} when package.json names something that is not there, or that lies outside of the charm's folder
 */
export const findCarried = async (folder: string, files: AuthorFiles): Promise<readonly ArchiveEntry[]> => {
  const found: string[] = [];
  for (const name of forPeople) found.push(...(await filesAt(join(folder, name), files)));
  for (const name of namedFiles(await files.read(join(folder, "package.json")))) {
    const refuse = (why: string): never => {
      throw new AuthorError(`cannot pack ${JSON.stringify(name)}, which package.json names in files: ${why}`);
    };
    if (isOutside(name)) refuse("it is outside of the charm's folder");
    const there = await filesAt(join(folder, name), files);
    if (there.length === 0) refuse("there is no such file or folder");
    found.push(...there);
  }
  const paths = [...new Set(found)].filter((path) => !left.test(relative(folder, path)));
  return Promise.all(
    paths.map(async (file) => ({
      name: relative(folder, file),
      file,
      mode: (await files.isProgram(file)) ? 0o755 : 0o644,
    })),
  );
};
