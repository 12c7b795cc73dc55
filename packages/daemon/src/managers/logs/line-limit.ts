/**
 * A line is cut into pieces of at most so many bytes; before the first stand its time and name, as they do in the text of
 * the log. @source pebble 1.32, seen: logs of a service that writes lines of 4 to 99 KB
 */
const maxPieceBytes = 4096;
const timeAndBracketsBytes = "2026-01-02T03:04:05.678Z [] ".length;
const leastPieceBytes = 64;

const newline = 10;
const lineEnd = Uint8Array.of(newline);

/** How long the pieces of a line may be, in bytes. */
export interface PieceLimits {
  /** Of a line's first piece. */
  readonly first: number;
  /** Of the pieces after it. */
  readonly next: number;
}

/** Bytes cut into lines of limited length. */
export interface CutLines {
  /** Whole lines and pieces of lines, each with a newline. */
  readonly lines: Uint8Array;
  /** What has no newline yet. */
  readonly rest: Uint8Array;
  /** How long the piece may become that begins with `rest`. */
  readonly restLimit: number;
}

/** The limits for the output of `service`. */
export const pieceLimits = (service: string): PieceLimits => {
  const prefixBytes = timeAndBracketsBytes + Buffer.byteLength(service);
  return { first: Math.max(leastPieceBytes, maxPieceBytes - prefixBytes), next: maxPieceBytes };
};

/**
 * Cuts `bytes`, which begin with a piece that may have `limit` bytes, into lines. Nothing is copied where no line is too
 * long, which is found out without looking at every line.
 */
export const cutLines = (bytes: Uint8Array, limit: number, limits: PieceLimits): CutLines => {
  if (hasLongLine(bytes, limit, limits)) return cutLongLines(bytes, limit, limits);
  const end = bytes.lastIndexOf(newline) + 1;
  const restLimit = end === 0 ? limit : limits.first;
  return { lines: bytes.subarray(0, end), rest: bytes.subarray(end), restLimit };
};

const hasLongLine = (bytes: Uint8Array, firstLimit: number, limits: PieceLimits): boolean => {
  let start = 0;
  let limit = firstLimit;
  // From newline to newline in strides of nearly the limit: the lines between two that are that close are short.
  while (bytes.byteLength - start > limit) {
    const at = bytes.lastIndexOf(newline, start + limit);
    if (at < start) return true;
    start = at + 1;
    limit = limits.first;
  }
  return false;
};

const cutLongLines = (bytes: Uint8Array, firstLimit: number, limits: PieceLimits): CutLines => {
  const pieces: Uint8Array[] = [];
  let start = 0;
  let limit = firstLimit;
  let end = endOfLine(bytes, 0);
  for (;;) {
    if (end - start > limit) {
      const cut = endOfPiece(bytes, start, limit);
      pieces.push(bytes.subarray(start, cut), lineEnd);
      start = cut;
      limit = limits.next;
    } else if (end < bytes.byteLength) {
      pieces.push(bytes.subarray(start, end + 1));
      start = end + 1;
      limit = limits.first;
      end = endOfLine(bytes, start);
    } else {
      return { lines: Buffer.concat(pieces), rest: bytes.subarray(start), restLimit: limit };
    }
  }
};

const endOfLine = (bytes: Uint8Array, start: number): number => {
  const at = bytes.indexOf(newline, start);
  return at < 0 ? bytes.byteLength : at;
};

/** At most `limit` bytes on, and where no character of UTF-8 is cut in two. */
const endOfPiece = (bytes: Uint8Array, start: number, limit: number): number => {
  for (let end = start + limit; end > start + limit - 4; end--) {
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return start + limit;
};
