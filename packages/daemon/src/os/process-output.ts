import { closeSync } from "node:fs";

/** What a process writes. */
export interface ProcessOutput {
  /** The next bytes; `undefined` at the end. A process whose output is not asked for waits when its pipe is full. */
  read(): Promise<Uint8Array | undefined>;
  /** Reads no more: a process that goes on writing gets SIGPIPE. A read under way settles with the end. */
  close(): Promise<void>;
}

/** Takes over the reading end of a pipe. */
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
      const { done, value } = await reader.read();
      if (!done) return value;
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
