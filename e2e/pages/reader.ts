import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { until } from "../support.ts";
import { edited } from "./edit.ts";
import { findMissing, isShown } from "./output.ts";
import { type PageStep, readSteps } from "./steps.ts";
import { runShell, type ShellPlace, Terminal } from "./terminals.ts";

/** Somebody who does what a page says, block by block. */
class Reader implements AsyncDisposable {
  #place: ShellPlace;
  #output = "";
  readonly #terminals = new Map<string, Terminal>();

  constructor(place: ShellPlace) {
    this.#place = place;
  }

  /** @throws {Error} when it does not do what the page says */
  async take(step: PageStep): Promise<void> {
    switch (step.kind) {
      case "run":
        return step.terminal === undefined ? this.#run(step) : this.#open(step.terminal, step.code);
      case "compare":
        return step.terminal === undefined ? this.#compare(step.code) : this.#await(step.terminal, step.code);
      case "write":
        return this.#write(step.file, step.code);
      case "append":
        return this.#write(step.file, (await this.#read(step.file)) + step.code);
      case "edit":
        return this.#write(step.file, edited(await this.#read(step.file), step));
      case "same":
        if ((await this.#read(step.file)) !== step.code) throw new Error(`${step.file} is another by now`);
    }
  }

  async #run({ code, fails }: { readonly code: string; readonly fails: boolean }): Promise<void> {
    const { exitCode, output, folder } = await runShell(code, this.#place);
    this.#place = { ...this.#place, folder };
    this.#output = output;
    if ((exitCode !== 0) !== fails)
      throw new Error(`it ended with exit code ${exitCode}, and wrote\n${output}`);
  }

  #open(name: string, code: string): void {
    this.#terminals.set(name, new Terminal(code, this.#place));
  }

  #compare(shown: string): void {
    if (!isShown(shown, this.#output)) throw new Error(`what was written is another:\n${this.#output}`);
  }

  async #await(name: string, shown: string): Promise<void> {
    const terminal = this.#terminals.get(name);
    if (terminal === undefined) throw new Error(`there is no terminal "${name}"`);
    const missing = (): readonly string[] => findMissing(shown, terminal.output);
    await until(
      `these lines come in terminal ${name}`,
      async () => (missing().length === 0 ? true : undefined),
      () => `missing:\n${missing().join("\n")}\nwritten:\n${terminal.output}`,
    );
    terminal.clear();
  }

  #read(file: string): Promise<string> {
    return readFile(join(this.#place.folder, file), "utf8");
  }

  async #write(file: string, text: string): Promise<void> {
    const path = join(this.#place.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const terminal of this.#terminals.values()) await terminal[Symbol.asyncDispose]();
  }
}

/**
 * Does what a page says, from its top to its bottom (steps.ts has the rules). Nothing that it started goes on afterwards.
 * @param page the path of the page
 * @returns how many steps it has
 * @throws {Error} at the first step that does not do what the page says, with its line
 */
export const followPage = async (page: string, place: ShellPlace): Promise<number> => {
  const steps = readSteps(await readFile(page, "utf8"));
  await using reader = new Reader(place);
  for (const step of steps) {
    try {
      await reader.take(step);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot follow ${page}:${step.line}: ${reason}\nthe step:\n${step.code}`, { cause });
    }
  }
  return steps.length;
};
