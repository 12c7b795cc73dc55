import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError } from "../errors.ts";
import type { ConfigFile } from "../system.ts";

const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
  ENOSPC: "no space left on device",
  EROFS: "read-only file system",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const fault = (what: string, error: unknown): CommandError => {
  const code = codeOf(error);
  const reason = words[code] ?? (error instanceof Error ? error.message : String(error));
  return new CommandError(`cannot ${what}: ${reason}`, { cause: error });
};

/**
 * The file in which the command line remembers what it has listed: `pebble/cli.json` in `$XDG_CONFIG_HOME`, or in `.config`
 * of the home directory.
 * @source pebble 1.32, seen: path, modes 0700 and 0600, and the errors
 */
export const openConfigFile = (env: Readonly<Record<string, string | undefined>>): ConfigFile => {
  const base = env["XDG_CONFIG_HOME"] || join(env["HOME"] || "/", ".config");
  const path = join(base, "pebble/cli.json");
  return {
    read: () => {
      try {
        return readFileSync(path, "utf8");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        const verb = codeOf(error) === "EISDIR" ? "read" : "open";
        throw fault(`load CLI state: ${verb} ${path}`, error);
      }
    },
    write: (text) => {
      const unfinished = `${path}.${process.pid}`;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileSync(unfinished, text, { mode: 0o600 });
        renameSync(unfinished, path);
      } catch (error) {
        throw fault(`save CLI state: write ${path}`, error);
      }
    },
  };
};
