import { closeSync } from "node:fs";

/** The standard input of a process. */
export interface ProcessInput {
  /**
   * Takes a chunk.
   * @returns nothing when more may come at once, otherwise a promise that settles when it may; what a process that no
   *   longer reads was sent is dropped, and is no error
   */
  write(chunk: Uint8Array): Promise<void> | undefined;
  /** The process sees the end of its input, after all that was written. */
  end(): void;
}

/** Takes over the writing end of a pipe. */
export const createProcessInput = (fd: number): ProcessInput => {
  const sink = Bun.file(fd).writer();
  let state: "open" | "ending" | "closed" = "open";
  let last: Promise<unknown> = Promise.resolve();
  const close = (): void => {
    if (state === "closed") return;
    state = "closed";
    // The sink does not close a descriptor that it was given.
    closeSync(fd);
  };
  // EPIPE: nobody reads any more, which is no fault of the writer's. The sink lets go of what it holds, or fails again.
  const broken = async (): Promise<void> => {
    await Promise.resolve(sink.end()).catch(() => undefined);
    close();
  };
  const finish = async (): Promise<void> => {
    await last;
    if (state === "closed") return;
    await sink.end();
    close();
  };
  return {
    write: (chunk) => {
      if (state !== "open") return undefined;
      const accepted = sink.write(chunk);
      const flushed = sink.flush();
      if (!(accepted instanceof Promise || flushed instanceof Promise)) return undefined;
      const settled = Promise.all([accepted, flushed]).then(() => undefined, broken);
      last = settled;
      return settled;
    },
    end: () => {
      if (state !== "open") return;
      state = "ending";
      void finish().catch(broken);
    },
  };
};
