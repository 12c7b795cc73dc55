import { quoted } from "@cobble/wire";
import { ApiError } from "../../errors.ts";
import type { NoticeData } from "./notice.ts";

const maxKeyBytes = 256;
const maxDataBytes = 4096;

const word = "[a-z0-9]+(?:-[a-z0-9]+)*";
const customKey = new RegExp(`^${word}(?:\\.${word})+(?:/${word})+$`);

/**
 * Checks the key of a custom notice: a domain, then a path.
 * @throws {ApiError} 400 when it has another form, or is longer than 256 bytes
 * @source pebble 1.32, seen: the form is checked before the length
 */
export const checkCustomKey = (key: string): void => {
  if (!customKey.test(key)) {
    throw new ApiError(400, `invalid key ${quoted(key)} (must be in "example.com/path" format)`);
  }
  if (Buffer.byteLength(key) > maxKeyBytes)
    throw new ApiError(400, `key must be ${maxKeyBytes} bytes or less`);
};

/**
 * Checks the size of a notice's data, as JSON the way the client wrote it.
 * @throws {ApiError} 400 when it is more than 4096 bytes
 */
export const checkDataSize = (bytes: number): void => {
  if (bytes > maxDataBytes)
    throw new ApiError(400, `total size of data must be ${maxDataBytes} bytes or less`);
};

/** The data of a notice sorted by name; none when it is empty. */
export const sortData = (data: Readonly<Record<string, string>>): NoticeData | undefined => {
  const entries = Object.entries(data);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
