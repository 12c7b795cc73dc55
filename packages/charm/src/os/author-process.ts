import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RunProgram } from "../author/command.ts";
import { hasCode } from "./errno.ts";

/** Runs a program to its end. Its outputs are joined in the order in which they came. */
export const runProgram: RunProgram = async ([program, ...args], { cwd }) => {
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  try {
    const [exitCode] = await once(child, "close");
    return { exitCode: typeof exitCode === "number" ? exitCode : 1, output };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
};

/** Settles when somebody presses Ctrl-C, or asks the process to end. */
export const interrupted = async (): Promise<void> => {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
};

/** The machine's architecture, as Juju names it. */
export const architecture = (): string => (process.arch === "x64" ? "amd64" : process.arch);

/** Now, or the time that builds which are to be the same again are told to take for it. */
export const buildTime = (): number => {
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  return epoch === undefined || epoch === "" ? Date.now() : Number(epoch) * 1000;
};

/** The arguments after the program's name. */
export const programWords = (): readonly string[] => process.argv.slice(2);

/** Ends the process with this exit code once all that it does has come to its end. */
export const endWith = (exitCode: number): void => {
  process.exitCode = exitCode;
};

/** The charm that `init` copies, which the package brings. */
export const templateFolder: string = fileURLToPath(new URL("../../template", import.meta.url));

/** The checkout that this file lies in; undefined when the package was installed from an archive. */
export const checkoutFolder = (): string | undefined => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  try {
    const data: unknown = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
    const isOurs = typeof data === "object" && data !== null && "workspaces" in data;
    return isOurs ? root : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
};
