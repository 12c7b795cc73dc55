import { closeSync } from "node:fs";
import { type FileLimit, sharedFileLimit } from "./file-limit.ts";
import { makePipe } from "./libc.ts";
import { createProcessOutput } from "./process-output.ts";
import { type Spawned, spawnProgram } from "./spawn.ts";
import type { SpawnSpec } from "./spawn-spec.ts";

/** A program whose output and errors come in one ordered stream. */
export interface Process extends Spawned {
  /** What it writes; ends when it and every child that inherited the pipe have closed it. */
  readonly output: ReadableStream<Uint8Array>;
}

/** Starts programs. */
export interface Processes {
  /** @throws {TaskError} `fork/exec FILE: REASON` when it cannot be started */
  spawn(spec: SpawnSpec): Process;
}

/** What comes through a pipe, as a stream. */
const readPipe = (fd: number): ReadableStream<Uint8Array> => {
  const output = createProcessOutput(fd);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const chunk = await output.read();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => output.close(),
    },
    { highWaterMark: 0 },
  );
};

const spawn = (spec: SpawnSpec, limit: FileLimit): Process => {
  const pipe = makePipe();
  try {
    const child = spawnProgram(spec, { files: ["ignore", pipe.write, pipe.write], limit });
    return { ...child, output: readPipe(pipe.read) };
  } catch (error) {
    closeSync(pipe.read);
    throw error;
  } finally {
    closeSync(pipe.write);
  }
};

/** Starts real processes. @param limit what they may have open; the daemon's own limit unless given */
export const createProcesses = (limit: FileLimit = sharedFileLimit): Processes => ({
  spawn: (spec) => spawn(spec, limit),
});
