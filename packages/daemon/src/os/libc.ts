import { dlopen, ptr } from "bun:ffi";
import { closeSync } from "node:fs";

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
/** `ioctl` requests of pseudo-terminals, on the side that is not the program's. */
const TIOCSPTLCK = 0x40045431n;
const TIOCGPTN = 0x80045430n;
const TIOCSWINSZ = 0x5414n;
const F_DUPFD_CLOEXEC = 1030;
const PR_SET_CHILD_SUBREAPER = 36;
/** `waitid`: whatever child it is. */
const P_ALL = 0;
/** `waitpid` and `waitid`: do not wait. */
const WNOHANG = 1;
/** `waitid`: children that have ended. */
const WEXITED = 4;
/** `waitid`: leave the child as it is, so that it can be waited for. */
const WNOWAIT = 0x01000000;
const RLIMIT_NOFILE = 7;
const AF_UNIX = 1;
/** `SOCK_DGRAM | SOCK_CLOEXEC`. */
const closingDatagrams = 2 | 0o2000000;
/** `MSG_DONTWAIT | MSG_NOSIGNAL`. */
const atOnce = 0x40 | 0x4000;

// Opened on first use: the loading costs about a millisecond that a cold start need not pay.
let library: ReturnType<typeof openLibrary> | undefined;

const openLibrary = () =>
  dlopen("libc.so.6", {
    pipe2: { args: ["ptr", "i32"], returns: "i32" },
    flock: { args: ["i32", "i32"], returns: "i32" },
    listen: { args: ["i32", "i32"], returns: "i32" },
    madvise: { args: ["u64", "u64", "i32"], returns: "i32" },
    fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
    ioctl: { args: ["i32", "u64", "ptr"], returns: "i32" },
    prctl: { args: ["i32", "u64", "u64", "u64", "u64"], returns: "i32" },
    waitid: { args: ["i32", "u32", "ptr", "i32"], returns: "i32" },
    waitpid: { args: ["i32", "ptr", "i32"], returns: "i32" },
    socket: { args: ["i32", "i32", "i32"], returns: "i32" },
    sendto: { args: ["i32", "ptr", "u64", "i32", "ptr", "u32"], returns: "i64" },
    setfsuid: { args: ["u32"], returns: "u32" },
    setfsgid: { args: ["u32"], returns: "u32" },
    prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    localtime_r: { args: ["ptr", "ptr"], returns: "ptr" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
  });

const libc = (): ReturnType<typeof openLibrary>["symbols"] => {
  library ??= openLibrary();
  return library.symbols;
};

/** Sets how many connections may wait at a socket that listens already; what cannot be set stays as it was. */
export const setBacklog = (fd: number, count: number): void => void libc().listen(fd, count);

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

/** Has orphans below this process become its children; a kernel that refuses leaves them to the first process. */
export const becomeSubreaper = (): void => void libc().prctl(PR_SET_CHILD_SUBREAPER, 1n, 0n, 0n, 0n);

/** A child that has ended and that nobody has taken note of yet, which leaves it as it is; `undefined` when there is none. */
export const peekEndedChild = (): number | undefined => {
  // siginfo_t is 128 bytes; the pid is the fifth word. It stays 0 when no child has ended.
  const info = new Int32Array(32);
  if (libc().waitid(P_ALL, 0, ptr(info), WEXITED | WNOHANG | WNOWAIT) !== 0) return undefined;
  return info[4] === 0 ? undefined : info[4];
};

/** Takes note of a child's end, and with that lets the system forget it. */
export const reapChild = (pid: number): void => void libc().waitpid(pid, null, WNOHANG);

/** Sends one datagram to a Unix socket without waiting; false when nobody took it. */
export const sendDatagram = (path: Uint8Array, text: Uint8Array): boolean => {
  // struct sockaddr_un: the family as 16 bits, then the path, which a NUL ends unless it begins with one.
  const address = Buffer.alloc(2 + path.length + (path[0] === 0 ? 0 : 1));
  address.writeUInt16LE(AF_UNIX);
  address.set(path, 2);
  const fd = libc().socket(AF_UNIX, closingDatagrams, 0);
  if (fd < 0) return false;
  try {
    const sent = libc().sendto(fd, ptr(text), BigInt(text.length), atOnce, ptr(address), address.length);
    return Number(sent) === text.length;
  } finally {
    closeSync(fd);
  }
};

/** How many files a process may have open: the soft limit is in force, and may be raised up to the hard one. */
export interface FileLimits {
  readonly soft: number;
  readonly hard: number;
}

/** The limits of this process; `undefined` when the kernel does not tell. */
export const readFileLimit = (): FileLimits | undefined => {
  const limits = new BigUint64Array(2);
  if (libc().prlimit(0, RLIMIT_NOFILE, null, ptr(limits)) !== 0) return undefined;
  const [soft = 0n, hard = 0n] = limits;
  return { soft: Number(soft), hard: Number(hard) };
};

/** Sets the limits of a process, 0 for this one; false when that is not allowed. */
export const setFileLimit = (pid: number, { soft, hard }: FileLimits): boolean =>
  libc().prlimit(pid, RLIMIT_NOFILE, ptr(BigUint64Array.of(BigInt(soft), BigInt(hard))), null) === 0;

const control = (fd: number, request: bigint, argument: Int32Array | Uint16Array): void => {
  if (libc().ioctl(fd, request, ptr(argument)) !== 0)
    throw new Error("cannot set up a terminal: ioctl failed");
};

/** Lets the program's side of a pseudo-terminal be opened. @throws {Error} when it is none */
export const unlockTerminal = (fd: number): void => control(fd, TIOCSPTLCK, new Int32Array([0]));

/** The number of a pseudo-terminal: its other side is `/dev/pts/NUMBER`. @throws {Error} when it is none */
export const terminalNumber = (fd: number): number => {
  const number = new Int32Array(1);
  control(fd, TIOCGPTN, number);
  return number[0] ?? 0;
};

/** Sets how many characters a pseudo-terminal has room for. @throws {Error} when it is none */
export const setWindowSize = (
  fd: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): void => control(fd, TIOCSWINSZ, new Uint16Array([rows, columns, 0, 0]));

/**
 * How far local time is east of UTC, in seconds: by `TZ`, or by the machine's zone. The runtime knows it too, but lists all the
 * zones of the world before it says so, which takes 7 ms.
 * @param atSeconds at which time, in whole seconds since 1970
 */
export const localOffset = (atSeconds: number): number => {
  // struct tm: nine 32-bit words, a gap of one, the offset in 64 bits and the address of the zone's name.
  const fields = new BigInt64Array(7);
  libc().localtime_r(ptr(BigInt64Array.of(BigInt(atSeconds))), ptr(fields));
  return Number(fields[5] ?? 0n);
};

/** Another descriptor of the same open file, with a life of its own. @throws {Error} when there are too many */
export const duplicate = (fd: number): number => {
  const copy = libc().fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) throw new Error("cannot duplicate a descriptor: too many open files");
  return copy;
};

/**
 * Looks at files as another user would: what `look` may not do then, that user may not. Only for what is done before it
 * returns, on this thread; root's further groups still count.
 */
export const lookAs = <T>(
  { uid, gid }: { readonly uid: number; readonly gid: number | undefined },
  look: () => T,
): T => {
  const { setfsuid, setfsgid } = libc();
  const ownGid = gid === undefined ? undefined : setfsgid(gid);
  const ownUid = setfsuid(uid);
  try {
    return look();
  } finally {
    setfsuid(ownUid);
    if (ownGid !== undefined) setfsgid(ownGid);
  }
};
