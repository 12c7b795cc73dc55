import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Listening } from "./listening.ts";
import { until } from "./until.ts";

/** The words of a command that runs a script. */
export const sh = (script: string): string[] => ["sh", "-c", script];

/** Starts a command with its websockets, and leaves it running. */
export const begin = async (server: Listening, script: string) => {
  const { taskId, change } = await server.start({ command: sh(script) });
  const control = await server.open(taskId, "control");
  const stdio = await server.open(taskId, "stdio");
  return { taskId, change, control, stdio };
};

/** Whether a process runs; one that has ended and was not waited for does not. */
export const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    // There is no such process any more.
    return false;
  }
};

/** The number that a command writes to a file of the folder, once it is there. */
export const pidIn = async (server: Listening, name: string): Promise<number> => {
  const path = join(server.directory, name);
  await until("the file is written", () => existsSync(path) && readFileSync(path, "utf8").endsWith("\n"));
  return Number(readFileSync(path, "utf8"));
};
