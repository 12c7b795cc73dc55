import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PodStatus } from "@cobble/agent";
import { runningMarked } from "./marked-processes.ts";
import { cobble, executable, type Run, root, until } from "./support.ts";

/** An example that runs as a pod, from a copy of its own, so that a pod that runs from the checkout is not disturbed. */
export interface ExamplePod extends AsyncDisposable {
  /** The copy. */
  readonly folder: string;
  /** Runs `cobble pod VERB FOLDER WORDS...` to its end. */
  command(verb: string, ...words: readonly string[]): Promise<Run>;
  /** Runs `cobble pod config`. @throws {Error} with what it printed, when it does not end well */
  configure(...options: readonly string[]): Promise<void>;
  /** The status, once it is as wanted. @throws {Error} after 45 s, with the last one and what the pod has printed */
  statusWhen(what: string, isWanted: (status: PodStatus) => boolean): Promise<PodStatus>;
  /** What the pod has printed until now. */
  output(): string;
  /** Takes the pod down. @throws {Error} when that does not end well, or when a process of the pod still runs */
  down(): Promise<void>;
  /** Brings the pod up again, after {@link ExamplePod.down}. */
  up(): void;
}

/** Brings up the pod of an example. What is left of it at the end of the block is killed, and its folder removed. */
export const bringUp = (example: string): ExamplePod => {
  const folder = mkdtempSync(join(root, "e2e", `.tmp-${example}-`));
  const notKept = /\/(\.cobble|node_modules)$/;
  cpSync(join(root, "examples", example), folder, { recursive: true, filter: (path) => !notKept.test(path) });
  let output = "";
  const collect = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) output += decoder.decode(chunk, { stream: true });
  };
  const start = (): Bun.Subprocess => {
    const started = Bun.spawn([executable, "pod", "up", folder], { stdio: ["ignore", "pipe", "pipe"] });
    // The streams end with the pod; what goes wrong in it is seen by the tests.
    void collect(started.stdout);
    void collect(started.stderr);
    return started;
  };
  let pod = start();
  const command = (verb: string, ...words: readonly string[]): Promise<Run> =>
    cobble(["pod", verb, folder, ...words]);
  const demand = async (...words: readonly [string, ...string[]]): Promise<Run> => {
    const run = await command(...words);
    if (run.exitCode !== 0)
      throw new Error(`pod ${words.join(" ")}: ${run.exitCode}: ${run.stderr}\n${output}`);
    return run;
  };
  return {
    folder,
    command,
    configure: async (...options) => {
      await demand("config", ...options);
    },
    statusWhen: (what, isWanted) => {
      let last = "";
      return until(
        what,
        async () => {
          const { exitCode, stdout } = await command("status", "--format", "json");
          if (exitCode !== 0) return undefined;
          last = stdout;
          const status: PodStatus = JSON.parse(stdout);
          return isWanted(status) ? status : undefined;
        },
        () => `${last}\n${output}`,
      );
    },
    output: () => output,
    down: async () => {
      await demand("down");
      const exitCode = await pod.exited;
      const left = runningMarked(folder);
      if (exitCode === 0 && left.length === 0) return;
      throw new Error(`the pod ended with ${exitCode} and left ${JSON.stringify(left)}\n${output}`);
    },
    up: () => {
      pod = start();
    },
    [Symbol.asyncDispose]: async () => {
      pod.kill("SIGKILL");
      await pod.exited;
      for (const { pid } of runningMarked(folder)) process.kill(pid, "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Whether the unit has this status, with a message that fits, and all of its containers are up. */
export const isUnit =
  (name: string, message: RegExp = /(?:)/) =>
  ({ status, containers }: PodStatus): boolean =>
    status.status === name &&
    message.test(status.message) &&
    containers.every((container) => container.state === "ready");
