import { closeSync } from "node:fs";
import { errnoOf } from "./errno.ts";

/** What a process writes. */
export interface ProcessOutput {
  /** The next bytes; `undefined` at the end. A process whose output is not asked for waits when its pipe is full. */
  read(): Promise<Uint8Array | undefined>;
  /** Reads no more: a process that goes on writing gets SIGPIPE. A read under way settles with the end. */
  close(): Promise<void>;
}

/** Takes over the reading end of a pipe, or our side of a terminal, which ends when no program has the other. */
export const createProcessOutput = (fd: number): ProcessOutput => {
  const reader = Bun.file(fd).stream().getReader();
  let isOpen = true;
  const release = (): void => {
    // The stream does not close a descriptor that it was given.
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  return {
    read: async () => {
      try {
        const { done, value } = await reader.read();
        if (!done) return value;
      } catch (error) {
        // How a terminal says that it was hung up.
        if (errnoOf(error) !== "EIO") throw error;
      }
      release();
      return undefined;
    },
    close: async () => {
      // First the reader, which may be watching the descriptor: once closed, its number can be another file's.
      await reader.cancel();
      release();
    },
  };
};
