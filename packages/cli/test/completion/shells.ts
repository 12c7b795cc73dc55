import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Supervisor } from "../supervisor.ts";

/** Whether a shell is on this machine. */
export const hasShell = (shell: string): boolean => Bun.which(shell) !== null;

const mainFile = join(import.meta.dir, "../../src/main.ts");

/** Puts a `cobble` that speaks to the supervisor, made from the sources, into the supervisor's folder. */
export const installProgram = async (supervisor: Supervisor): Promise<void> => {
  const path = join(supervisor.folder, "cobble");
  const pebble = join(supervisor.folder, "pebble");
  const text = `#!/bin/sh\nPEBBLE='${pebble}' exec '${process.execPath}' '${mainFile}' "$@"\n`;
  await writeFile(path, text);
  await chmod(path, 0o755);
};

/** Runs a script in a shell that finds that program; its output, in which `FOLDER` stands for the supervisor's folder. */
export const runShell = async (
  command: readonly string[],
  script: string,
  { folder }: Supervisor,
): Promise<string> => {
  const shell = Bun.spawn([...command, script], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env["PATH"]}`, HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([
    new Response(shell.stdout).text(),
    new Response(shell.stderr).text(),
    shell.exited,
  ]);
  return (stdout + stderr).replaceAll(folder, "FOLDER");
};
