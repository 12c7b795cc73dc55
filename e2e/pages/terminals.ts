import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** How a block of shell commands ended. */
export interface ShellResult {
  readonly exitCode: number;
  /** Both outputs, as they came. */
  readonly output: string;
  /** The folder that it ended in. */
  readonly folder: string;
}

/** Where commands run, and what they find in their environment. */
export interface ShellPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** A folder for the shell's own use. */
  readonly scratch: string;
}

/** Collects what a process writes, in both its outputs. */
const collect = (child: ChildProcess, take: (text: string) => void): void => {
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", take);
};

/** Starts commands in a process group of their own, so that all of it can be ended. */
const start = (code: string, { folder, env }: ShellPlace): ChildProcess =>
  spawn("bash", ["-euo", "pipefail", "-c", code], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });

/** Runs commands to their end. @throws {Error} after two minutes, with what they wrote until then */
export const runShell = async (code: string, place: ShellPlace): Promise<ShellResult> => {
  const note = join(place.scratch, "folder");
  const child = start(`${code}\npwd -L > '${note}'`, place);
  let output = "";
  collect(child, (text) => {
    output += text;
  });
  const timer = setTimeout(() => endGroup(child), 120_000);
  const [exitCode, signal] = await once(child, "close");
  clearTimeout(timer);
  if (signal !== null) throw new Error(`the commands did not end within two minutes:\n${output}`);
  const folder = exitCode === 0 ? (await readFile(note, "utf8")).trim() : place.folder;
  return { exitCode: Number(exitCode), output, folder };
};

const endGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
};

/** A terminal in which a command goes on while the page does. */
export class Terminal implements AsyncDisposable {
  readonly #child: ChildProcess;
  #output = "";

  /** Starts the command. */
  constructor(code: string, place: ShellPlace) {
    this.#child = start(code, place);
    collect(this.#child, (text) => {
      this.#output += text;
    });
  }

  /** What came since this was asked for the last time it was taken. */
  get output(): string {
    return this.#output;
  }

  /** Forgets what has come: the page has shown it. */
  clear(): void {
    this.#output = "";
  }

  /** Ends the command with all that it started in its group. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    endGroup(this.#child);
    if (exitCode === null && signalCode === null) await once(this.#child, "close");
  }
}
