import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PodStatus } from "@cobble/agent";
import { runningMarked } from "./marked-processes.ts";
import { cobble, executable, type Run, root, until } from "./support.ts";

/** What using an example leaves in its folder. */
const made = /\/(\.cobble|node_modules)$/;

/** The defaults of options that are ports, as the examples write them. */
const portDefault = /^( {4}(?:\w+-)?port:\n {6}type: int\n {6}default: )\d+$/gm;

/** A port that nobody has now, and that nobody is likely to be given soon: there are thousands of them. */
const freePort = (): number => {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => undefined } });
  listener.stop(true);
  return listener.port;
};

/** A folder of its own for an example, so that what is in the checkout's is not disturbed. */
export const copyExample = (example: string): string => {
  const folder = mkdtempSync(join(root, "e2e", `.tmp-${example}-`));
  cpSync(join(root, "examples", example), folder, { recursive: true, filter: (path) => !made.test(path) });
  return folder;
};

/** Gives the copy ports of its own: others may run the same example at the same time. */
const chooseFreePorts = (folder: string): void => {
  const file = join(folder, "charmcraft.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(portDefault, (_, field: string) => `${field}${freePort()}`),
  );
};

/** The pod of an example, run by the executable under test from a copy of the example. */
export class ExamplePod implements AsyncDisposable {
  /** The copy. */
  readonly folder: string;
  #runner: Bun.Subprocess<"ignore", "pipe", "pipe"> | undefined;
  #output = "";

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Brings it up, for the first time or after {@link ExamplePod.down}. */
  up(): void {
    this.#runner = Bun.spawn([executable, "pod", "up", this.folder], { stdio: ["ignore", "pipe", "pipe"] });
    // The streams end with the pod; what goes wrong in it is seen by the tests.
    void this.#collect(this.#runner.stdout);
    void this.#collect(this.#runner.stderr);
  }

  /** What the pod has printed until now. */
  output(): string {
    return this.#output;
  }

  /** Runs `cobble pod VERB FOLDER WORDS...` to its end. */
  command(verb: string, ...words: readonly string[]): Promise<Run> {
    return cobble(["pod", verb, this.folder, ...words]);
  }

  /** Sets options. @throws {Error} with what `cobble pod config` printed, when it does not end well */
  async configure(...options: readonly string[]): Promise<void> {
    await this.#demand("config", ...options);
  }

  /** The status, once it is as wanted. @throws {Error} after 45 s, with the last one and what the pod has printed */
  statusWhen(what: string, isWanted: (status: PodStatus) => boolean): Promise<PodStatus> {
    let last = "";
    let [seen, askAtMs] = [-1, 0];
    const look = async (): Promise<PodStatus | undefined> => {
      // Whatever becomes another status is also printed. Asking is a process each time, and many pods are up at once.
      if (seen === this.#output.length && performance.now() < askAtMs) return undefined;
      [seen, askAtMs] = [this.#output.length, performance.now() + 1000];
      const { exitCode, stdout } = await this.command("status", "--format", "json");
      if (exitCode !== 0) return undefined;
      last = stdout;
      const status: PodStatus = JSON.parse(stdout);
      return isWanted(status) ? status : undefined;
    };
    return until(what, look, () => `${last}\n${this.#output}`);
  }

  /** Takes the pod down. @throws {Error} when that does not end well, or when a process of the pod still runs */
  async down(): Promise<void> {
    await this.#demand("down");
    await this.#expectEnd();
  }

  /** Does what Ctrl-C does. @throws {Error} when that does not end well, or when a process of the pod still runs */
  async interrupt(): Promise<void> {
    this.#runner?.kill("SIGINT");
    await this.#expectEnd();
  }

  /** Kills what is left of the pod, and removes its folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#runner?.kill("SIGKILL");
    await this.#runner?.exited;
    for (const { pid } of runningMarked(this.folder)) process.kill(pid, "SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #demand(...[verb, ...words]: readonly [string, ...string[]]): Promise<void> {
    const { exitCode, stderr } = await this.command(verb, ...words);
    if (exitCode !== 0) throw new Error(`pod ${verb} ended with ${exitCode}: ${stderr}\n${this.#output}`);
  }

  async #expectEnd(): Promise<void> {
    const exitCode = await this.#runner?.exited;
    const left = runningMarked(this.folder);
    if (exitCode === 0 && left.length === 0) return;
    throw new Error(`the pod ended with ${exitCode} and left ${JSON.stringify(left)}\n${this.#output}`);
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) this.#output += decoder.decode(chunk, { stream: true });
  }
}

/** Brings up the pod of an example. What is left of it at the end of the block is killed, and its folder removed. */
export const bringUp = (example: string): ExamplePod => {
  const pod = new ExamplePod(copyExample(example));
  chooseFreePorts(pod.folder);
  pod.up();
  return pod;
};

/** Whether the unit has this status, with a message that fits, and all of its containers are up. */
export const isUnit =
  (name: string, message: RegExp = /(?:)/) =>
  ({ status, containers }: PodStatus): boolean =>
    status.status === name &&
    message.test(status.message) &&
    containers.every((container) => container.state === "ready");
