import { closeSync, fstatSync, openSync, rmSync, writeSync } from "node:fs";
import { LocalFileError } from "../errors.ts";
import type { LocalZone } from "../format/zone.ts";
import type { Input, LocalFile, Output, System } from "../system.ts";

/** The width that is taken where nothing tells another. */
const usualColumns = 80;

const isErrno = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "code" in error;

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

/** Whoever read this has gone; a socket says so in another way than a pipe, when not all was read. */
const hasGone = (error: NodeJS.ErrnoException): boolean =>
  error.code === "EPIPE" || error.code === "ECONNRESET";

/** Writes all of `bytes`; a full pipe that was made non-blocking by whoever gave it to us is tried again. */
const writeAll = (fd: number, bytes: Uint8Array): void => {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      // Whoever read this has gone: end as a program does that SIGPIPE kills, which this runtime ignores.
      if (isErrno(error) && hasGone(error)) process.exit(128 + 13);
      if (!isErrno(error) || error.code !== "EAGAIN") throw error;
      Atomics.wait(sleepCell, 0, 0, 1);
    }
  }
};

const encoder = new TextEncoder();

/** With `node:tty` comes all of `node:net`, three milliseconds that a command need not pay which does not ask. */
const isTerminal = (fd: number): boolean => process.getBuiltinModule("node:tty").isatty(fd);

const openOutput = (fd: number): Output => ({
  get isTerminal() {
    return isTerminal(fd);
  },
  write: (data) => writeAll(fd, typeof data === "string" ? encoder.encode(data) : data),
});

/** Which file, pipe or terminal a descriptor is; undefined when it is closed. */
const fileOf = (fd: number): string | undefined => {
  try {
    const { dev, ino } = fstatSync(fd);
    return `${dev}:${ino}`;
  } catch (error) {
    if (isErrno(error) && error.code === "EBADF") return undefined;
    throw error;
  }
};

const input: Input = {
  get isTerminal() {
    return isTerminal(0);
  },
  async *chunks() {
    // A closed descriptor reads as an empty input.
    if (fileOf(0) !== undefined) yield* Bun.stdin.stream();
  },
};

const localError = (verb: string, path: string, error: unknown): unknown => {
  if (!isErrno(error)) return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "no such file or directory",
    EACCES: "permission denied",
    EISDIR: "is a directory",
    ENOTDIR: "not a directory",
  };
  const reason = reasons[error.code ?? ""] ?? error.message;
  return new LocalFileError(path, `${verb} ${path}: ${reason}`, { cause: error });
};

const readText = async (path: string): Promise<string> => {
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw localError(isErrno(error) && error.code === "EISDIR" ? "read" : "open", path, error);
  }
};

const listNames = async (directory: string): Promise<readonly string[]> => {
  const { readdir } = await import("node:fs/promises");
  try {
    return await readdir(directory);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
};

const openFile = async (path: string): Promise<LocalFile> => {
  const { open } = await import("node:fs/promises");
  try {
    const handle = await open(path, "r");
    const { mode } = await handle.stat();
    return {
      permissions: mode & 0o777,
      async *chunks() {
        try {
          yield* handle.createReadStream({ highWaterMark: 256 * 1024, autoClose: false });
        } catch (error) {
          throw localError("read", path, error);
        }
      },
      [Symbol.asyncDispose]: () => handle.close(),
    };
  } catch (error) {
    throw localError("open", path, error);
  }
};

const writeFile = async (path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> => {
  let fd: number;
  try {
    fd = openSync(path, "w");
  } catch (error) {
    throw localError("open", path, error);
  }
  try {
    for await (const chunk of chunks) writeAll(fd, chunk);
  } catch (error) {
    // Half a file is worse than none.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
};

const onSignals: System["onSignals"] = (signals, listener) => {
  const listeners = signals.map((signal) => ({ signal, listen: () => listener(signal) }));
  for (const { signal, listen } of listeners) process.on(signal, listen);
  return () => {
    for (const { signal, listen } of listeners) process.off(signal, listen);
  };
};

/** @source pebble 1.32, seen: errors on terminals and pipes, with COLUMNS and without */
const columns = (): number => {
  if (process.stdout.isTTY) return process.stdout.getWindowSize()[0] || usualColumns;
  const set = Number(process.env["COLUMNS"]);
  return Number.isInteger(set) && set > 0 ? set : usualColumns;
};

const localZone = async (): Promise<LocalZone> => {
  const [{ localOffsetAt, readZoneRule }, { readZone }] = await Promise.all([
    import("./time-zone.ts"),
    import("../format/zone.ts"),
  ]);
  return readZone(readZoneRule(process.env["TZ"]), localOffsetAt);
};

/** The real machine. */
export const system: System = {
  env: process.env,
  stdout: openOutput(1),
  stderr: openOutput(2),
  stdin: input,
  outputsAreOne: () => fileOf(1) === fileOf(2),
  now: Date.now,
  columns,
  terminal: async () => (await import("./terminal.ts")).openTerminal(),
  localZone,
  configFile: async () => (await import("./config-file.ts")).openConfigFile(process.env),
  readText,
  listNames,
  openFile,
  writeFile,
  onSignals,
};

/** The words of the command line, after the program's own name. */
export const commandLine = (): readonly string[] => process.argv.slice(2);

/** The name the program was called by, without its folder. */
export const calledAs = (): string => process.argv0.slice(process.argv0.lastIndexOf("/") + 1);

/** Ends the program at once with that exit code: nothing that is still open can keep it. */
export const exit = (code: number): never => process.exit(code);
