import { closeSync, constants, fchmodSync, fchownSync, openSync, writeSync } from "node:fs";
import { TaskError } from "../errors.ts";
import { errnoOf, errnoWords } from "./errno.ts";
import { duplicate, setWindowSize, terminalNumber, unlockTerminal } from "./libc.ts";
import type { ProcessInput } from "./process-input.ts";

/** How many characters a terminal has room for. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** A pseudo-terminal: we have one side, a program the other. */
export interface Terminal {
  /** Our side; reads of it do not wait. Whoever reads it to its end closes it. */
  readonly ours: number;
  /** The program's side, for its outputs; to be closed once the program has it. */
  readonly theirs: number;
  /** The program's side as a file: a session leader that opens it is controlled by it. */
  readonly path: string;
  /** Tells the program of another size, with SIGWINCH; sizes that a terminal cannot have are passed over. */
  resize(size: WindowSize): void;
}

/** What a size may be: the kernel keeps 16 bits of each. */
const isPossible = (count: number): boolean => Number.isInteger(count) && count >= 0 && count <= 0xffff;

const openBoth = (): { readonly ours: number; readonly theirs: number; readonly path: string } => {
  const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants;
  const ours = openSync("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK);
  try {
    unlockTerminal(ours);
    const path = `/dev/pts/${terminalNumber(ours)}`;
    return { ours, theirs: openSync(path, O_RDWR | O_NOCTTY), path };
  } catch (error) {
    closeSync(ours);
    throw error;
  }
};

/**
 * Makes a terminal that belongs to a user.
 * @param options.owner whose it is, mode 0600; the daemon's own user when absent
 * @throws {TaskError} when this system has no terminals to give
 * @source pebble 1.32, seen: owner and mode of the terminal of `exec -t --user`
 */
export const openTerminal = (options: {
  readonly size: WindowSize;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}): Terminal => {
  try {
    const { ours, theirs, path } = openBoth();
    if (options.owner !== undefined) fchownSync(theirs, options.owner.uid, options.owner.gid);
    fchmodSync(theirs, 0o600);
    const resize = (size: WindowSize): void => {
      if (isPossible(size.columns) && isPossible(size.rows)) setWindowSize(ours, size);
    };
    resize(options.size);
    return { ours, theirs, path, resize };
  } catch (error) {
    throw new TaskError(`cannot make a terminal: ${errnoWords(error)}`, { cause: error });
  }
};

/** Ctrl-D: what is typed so far is handed over; with nothing typed it is the end of the input. */
const endOfInput = Buffer.from([4]);
const newline = 10;

/** How long until a terminal whose input is full is tried again. */
const retryMs = 5;

/**
 * The typing side of a terminal. Its end is typed as Ctrl-D: closing the terminal would end the output, too.
 * @param terminal our side of it, of which this keeps a descriptor of its own until the end
 * @differs where the last line has no newline, Ctrl-D is typed twice; the reference's command waits for more for ever
 */
export const createTerminalInput = (terminal: number): ProcessInput => {
  const fd = duplicate(terminal);
  let state: "open" | "ending" | "closed" = "open";
  let isLineOpen = false;
  let pending = Promise.resolve();
  const close = (): void => {
    if (state !== "closed") closeSync(fd);
    state = "closed";
  };
  /** What did not go in at once. */
  const put = (chunk: Uint8Array): Uint8Array => {
    if (state === "closed") return chunk.subarray(chunk.length);
    try {
      return chunk.subarray(writeSync(fd, chunk));
    } catch (error) {
      if (errnoOf(error) === "EAGAIN") return chunk;
      // The program's side is closed: nobody will read this.
      close();
      return chunk.subarray(chunk.length);
    }
  };
  const putAll = async (chunk: Uint8Array): Promise<void> => {
    for (let rest = put(chunk); rest.length > 0; rest = put(rest)) await Bun.sleep(retryMs);
  };
  const finish = async (): Promise<void> => {
    await pending;
    if (isLineOpen) await putAll(endOfInput);
    await putAll(endOfInput);
    close();
  };
  return {
    write: (chunk) => {
      if (state !== "open" || chunk.length === 0) return undefined;
      isLineOpen = chunk.at(-1) !== newline;
      pending = pending.then(() => putAll(chunk));
      return pending;
    },
    end: () => {
      if (state !== "open") return;
      state = "ending";
      void finish();
    },
  };
};
