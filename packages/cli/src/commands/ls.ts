import type { FileInfo } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { absTimeFlag, formatFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatSize } from "../format/size.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";

const typeLetters: Readonly<Record<FileInfo["type"], string>> = {
  file: "-",
  directory: "d",
  symlink: "L",
  socket: "S",
  "named-pipe": "p",
  device: "D",
  unknown: "?",
};

const formatMode = (file: FileInfo): string => {
  const mode = Number.parseInt(file.permissions, 8);
  const bits = Array.from("rwxrwxrwx", (letter, index) => ((mode >> (8 - index)) & 1 ? letter : "-"));
  return typeLetters[file.type] + bits.join("");
};

const toTable = (files: readonly FileInfo[], style: TimeStyle): string =>
  formatTable(
    files.map((file) => [
      formatMode(file),
      file.user ?? "",
      file.group ?? "",
      (file.size === undefined ? "-" : formatSize(file.size)).padStart(6),
      formatTimeOf(file["last-modified"], style),
      file.name,
    ]),
  );

const hasGlob = (text: string): boolean => /[*?[]/.test(text);

/** Splits a path whose last element is a pattern; slashes after it are as if they were not there. */
const splitPattern = (word: string): { readonly path: string; readonly pattern?: string } => {
  const path = hasGlob(word) ? word.replace(/\/+$/, "") : word;
  const at = path.lastIndexOf("/") + 1;
  const [directory, last] = [path.slice(0, at), path.slice(at)];
  if (hasGlob(directory)) throw new CommandError("can only use globs on the last path element");
  return hasGlob(last) ? { path: directory, pattern: last } : { path };
};

const toData = (file: FileInfo) => ({
  path: file.path,
  name: file.name,
  type: file.type,
  size: file.size,
  permissions: file.permissions,
  "last-modified": file["last-modified"],
  "user-id": file["user-id"],
  user: file.user || undefined,
  "group-id": file["group-id"],
  group: file.group || undefined,
});

/** `ls`. */
export const command = defineCommand({
  name: "ls",
  summary: "List files",
  description:
    "The ls command lists a file, or what is in a directory, on the supervisor's side.\n" +
    "The last part of the path may be a pattern with * ? or [ ].",
  flags: {
    absTime: absTimeFlag,
    format: formatFlag(["text", "json", "yaml"]),
    itself: switchFlag({ short: "d", help: "List a directory itself instead of what is in it" }),
    long: switchFlag({ short: "l", help: "With mode, owner, size and time" }),
  },
  args: [{ name: "<path>", completes: "remote-path" }],
  run: async (context, { flags, args: [word = ""] }) => {
    const { path, ...pattern } = splitPattern(word);
    const files = await (await context.client()).files.list(path, { ...pattern, itself: flags.itself });
    if (flags.format !== "text") {
      await printData(context, { format: flags.format, value: { files: files.map(toData) } });
    } else if (flags.long) {
      context.stdout.write(toTable(files, await timeStyle(context, flags)));
    } else {
      context.stdout.write(files.map(({ name }) => `${name}\n`).join(""));
    }
    return 0;
  },
});
