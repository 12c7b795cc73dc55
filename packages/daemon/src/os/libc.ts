import { dlopen, ptr } from "bun:ffi";

/** `pipe2` flag: the descriptor does not pass to children. */
const O_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
/** `LOCK_EX | LOCK_NB`. */
const exclusiveNow = 2 | 4;
/** `flock` operation: give it up. */
const unlock = 8;
const POLLOUT = 4;
const MADV_DONTNEED = 4;

// Opened on first use: the loading costs about a millisecond that a cold start need not pay.
let library: ReturnType<typeof openLibrary> | undefined;

const openLibrary = () =>
  dlopen("libc.so.6", {
    pipe2: { args: ["ptr", "i32"], returns: "i32" },
    flock: { args: ["i32", "i32"], returns: "i32" },
    madvise: { args: ["u64", "u64", "i32"], returns: "i32" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
  });

const libc = (): ReturnType<typeof openLibrary>["symbols"] => {
  library ??= openLibrary();
  return library.symbols;
};

/**
 * Makes a pipe whose ends no child inherits by accident.
 * @throws {Error} when the process is out of descriptors
 */
export const makePipe = (): { readonly read: number; readonly write: number } => {
  const ends = new Int32Array(2);
  if (libc().pipe2(ptr(ends), O_CLOEXEC) !== 0) throw new Error("cannot make a pipe: too many open files");
  const [read = -1, write = -1] = ends;
  return { read, write };
};

/** The uid of the process at the other end of a Unix socket; `undefined` when the kernel does not say. */
export const peerUid = (fd: number): number | undefined => {
  const credentials = new Int32Array(3);
  const length = new Int32Array([credentials.byteLength]);
  if (libc().getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ptr(credentials), ptr(length)) !== 0) return undefined;
  return new Uint32Array(credentials.buffer)[1];
};

/** Locks an open file for this process alone, until it is closed or the process ends; false when another one has it. */
export const lockFile = (fd: number): boolean => libc().flock(fd, exclusiveNow) === 0;

/** Gives up the lock of {@link lockFile}, for a child too that was just forked and has not let go of the file yet. */
export const unlockFile = (fd: number): void => void libc().flock(fd, unlock);

/** Whether a write to `fd` of up to 4096 bytes, which is what a pipe takes whole, would be over at once. */
export const isWritable = (fd: number): boolean => {
  // struct pollfd: the descriptor, and two 16-bit sets: what is asked for, and what was found.
  const request = new Int32Array([fd, POLLOUT]);
  // An error counts too: then the write fails instead of waiting.
  return libc().poll(ptr(request), 1, 0) === 1;
};

/**
 * Lets go of whole pages that are also in a file; touching one reads it again. False when the kernel refuses.
 * Pages that were written to would lose what was written: only for mappings that cannot be.
 */
export const dropPages = (mapping: { readonly start: number; readonly length: number }): boolean =>
  libc().madvise(BigInt(mapping.start), BigInt(mapping.length), MADV_DONTNEED) === 0;
