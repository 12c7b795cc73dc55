import { appendFileSync, closeSync, fstatSync, openSync, readSync, renameSync, statSync } from "node:fs";

import { open } from "node:fs/promises";

const pollMs = 200;
const maxKeptBytes = 10 * 1024 * 1024;
const tailBytes = 16 * 1024;

/** Adds a line to a log. */
export const appendLine = (file: string, line: string): void =>
  appendFileSync(file, `${line}\n`, { mode: 0o600 });

/** A log's size; 0 when there is none. */
export const logSize = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Puts a log that has grown large aside, as `FILE.1`, so that a new one begins. */
export const rotateLog = (file: string): void => {
  if (logSize(file) > maxKeptBytes) renameSync(file, `${file}.1`);
};

/**
 * Reads the end of a log.
 * @param options.from leaves out what is before this offset
 * @returns the last lines, without empty ones
 */
export const readTail = (
  file: string,
  options: { readonly lines: number; readonly from?: number },
): readonly string[] => {
  const fd = openSync(file, "r");
  try {
    const { size } = fstatSync(fd);
    const from = Math.max(options.from ?? 0, size - tailBytes, 0);
    const buffer = Buffer.alloc(Math.max(size - from, 0));
    const length = readSync(fd, buffer, 0, buffer.length, from);
    const lines = buffer.toString("utf8", 0, length).split("\n");
    return lines.filter((line) => line.trim() !== "").slice(-options.lines);
  } finally {
    closeSync(fd);
  }
};

/** How {@link readLines} reads. */
export interface LineReading {
  /** How many of the last lines; all when absent. */
  readonly last?: number;
  /** Goes on with new lines until the signal aborts. */
  readonly follow?: AbortSignal;
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, pollMs);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });

/**
 * The lines of a log, without their ends; none when there is no such file.
 * @throws {Error} when it is there and cannot be read
 */
export async function* readLines(file: string, reading: LineReading): AsyncGenerator<string> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
  const handle = await open(file, "r");
  try {
    const lines = (await handle.readFile("utf8")).split("\n");
    let rest = lines.pop() ?? "";
    yield* lines.slice(Math.max(lines.length - (reading.last ?? lines.length), 0));
    while (reading.follow !== undefined && !reading.follow.aborted) {
      await pause(reading.follow);
      const more = (rest + (await handle.readFile("utf8"))).split("\n");
      rest = more.pop() ?? "";
      yield* more;
    }
  } finally {
    await handle.close();
  }
}
