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
    throw new ApiError(400, `invalid key ${JSON.stringify(key)} (must be in "example.com/path" format)`);
  }
  if (Buffer.byteLength(key) > maxKeyBytes)
    throw new ApiError(400, `key must be ${maxKeyBytes} bytes or less`);
};

const goTypeName = (value: unknown): string => {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
};

const decodeFault = (value: unknown, wanted: string): ApiError =>
  new ApiError(
    400,
    `cannot decode notice data: json: cannot unmarshal ${goTypeName(value)} into Go value of type ${wanted}`,
  );

/**
 * Reads the data of a custom notice: an object of strings, sorted by name; an empty one counts as none.
 * @throws {ApiError} 400 when it is something else, or larger than 4096 bytes as JSON
 * @differs names whose value is `null` are left out, where the reference keeps them with an empty string; the size is
 *   that of the JSON as we write it, not as the client did: spaces between tokens are free
 */
export const readCustomData = (value: unknown): NoticeData | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw decodeFault(value, "map[string]string");
  if (Buffer.byteLength(JSON.stringify(value)) > maxDataBytes) {
    throw new ApiError(400, `total size of data must be ${maxDataBytes} bytes or less`);
  }
  const entries = Object.entries(value).map(([name, field]: [string, unknown]) => {
    if (typeof field !== "string") throw decodeFault(field, "string");
    return [name, field] as const;
  });
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
