import type { Micros } from "@cobble/wire";

/** Lines of one service that came in together. Whoever gets one may keep it: its bytes never change. */
export interface LogRun {
  readonly service: string;
  readonly time: Micros;
  /** Whole lines, each with its newline. */
  readonly bytes: Uint8Array;
  /** Set on a line that tells how many lines were lost, to that number. */
  readonly lost?: number;
}

const newline = 10;

// A byte order mark is a part of what a service wrote, wherever it stands.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of whole lines, without the newline of the last; bytes that are no UTF-8 become U+FFFD. */
export const linesText = (bytes: Uint8Array): string =>
  decoder.decode(bytes.at(-1) === newline ? bytes.subarray(0, -1) : bytes);

/** The lines of a run, each without its newline. */
export const splitLines = (bytes: Uint8Array): readonly string[] =>
  bytes.byteLength === 0 ? [] : linesText(bytes).split("\n");

/** The offset after the `count`th newline, or the length when there are fewer; and how many there were. */
export const endOfLine = (
  bytes: Uint8Array,
  count: number,
): { readonly end: number; readonly lines: number } => {
  let end = 0;
  let lines = 0;
  while (lines < count) {
    const at = bytes.indexOf(newline, end);
    if (at < 0) return { end: bytes.byteLength, lines };
    end = at + 1;
    lines++;
  }
  return { end, lines };
};

/** How many newlines there are. */
export const countLines = (bytes: Uint8Array): number => endOfLine(bytes, Number.POSITIVE_INFINITY).lines;

/** RFC 3339 with three decimals: a whole millisecond is all that the log's time has. */
export const logTime = (micros: Micros): string => new Date(Math.floor(micros / 1000)).toISOString();

/** What a reader is told that was too slow, as an ordinary line of the service whose lines it lost. */
export const lossRun = (loss: {
  readonly service: string;
  readonly time: Micros;
  readonly count: number;
}): LogRun => ({
  service: loss.service,
  time: loss.time,
  bytes: Buffer.from(`(${loss.count} lines lost)\n`),
  lost: loss.count,
});
