import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readZone } from "../src/format/zone.ts";
import { system as realSystem } from "../src/os/process.ts";
import { runCommandLine } from "../src/run-command-line.ts";
import type { Output, System } from "../src/system.ts";

/** How a command ended. */
export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command runs with, besides its words. */
export interface RunOptions {
  readonly input?: string;
  readonly calledAs?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the outputs say that they are terminals; default false. */
  readonly isTerminal?: boolean;
}

const captureOutput = (isTerminal: boolean): { readonly output: Output; readonly text: () => string } => {
  const parts: Uint8Array[] = [];
  return {
    output: { isTerminal, write: (data) => void parts.push(Buffer.from(data)) },
    text: () => Buffer.concat(parts).toString(),
  };
};

async function* chunksOf(text: string): AsyncIterable<Uint8Array> {
  if (text !== "") yield new TextEncoder().encode(text);
}

/** The real machine with outputs that are kept, a given input, and the zone UTC. */
export const runWords = async (words: readonly string[], options: RunOptions = {}): Promise<Result> => {
  const isTerminal = options.isTerminal ?? false;
  const [stdout, stderr] = [captureOutput(isTerminal), captureOutput(isTerminal)];
  const system: System = {
    ...realSystem,
    env: options.env ?? {},
    stdout: stdout.output,
    stderr: stderr.output,
    outputsAreOne: () => false,
    stdin: { isTerminal: false, chunks: () => chunksOf(options.input ?? "") },
    columns: () => 80,
    localZone: async () => readZone("UTC0", () => 0),
  };
  const code = await runCommandLine({ system, words, calledAs: options.calledAs ?? "cobble" });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
};

/** A supervisor of this program, in a process and folder of its own. */
export interface Supervisor extends AsyncDisposable {
  /** A folder for the test's files. */
  readonly folder: string;
  readonly run: (words: readonly string[], options?: RunOptions) => Promise<Result>;
}

const mainFile = join(import.meta.dir, "../src/main.ts");

/** Starts a supervisor with one layer; services are not started. */
export const startSupervisor = async (layer = "{}"): Promise<Supervisor> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-cli-"));
  const env = { PEBBLE: join(folder, "pebble") };
  await mkdir(join(env.PEBBLE, "layers"), { recursive: true });
  await writeFile(join(env.PEBBLE, "layers/001-base.yaml"), layer);
  const daemon = Bun.spawn([process.execPath, mainFile, "run", "--hold"], {
    env: { ...process.env, ...env },
    stdout: "ignore",
    stderr: "ignore",
  });
  // A read waits for the socket; what changes something does not.
  await runWords(["services"], { env });
  return {
    folder,
    run: (words, options) => runWords(words, { ...options, env: { ...env, ...options?.env } }),
    [Symbol.asyncDispose]: async () => {
      daemon.kill("SIGTERM");
      await daemon.exited;
      // A test may end it before its own end.
      await rm(folder, { recursive: true, force: true });
    },
  };
};
