import { constants } from "node:os";

/** What a client may ask for on the control websocket. */
export type ExecCommand =
  | { readonly command: "signal"; readonly signal: NodeJS.Signals }
  | { readonly command: "resize"; readonly width: number; readonly height: number };

const isSignal = (name: unknown): name is NodeJS.Signals =>
  typeof name === "string" && Object.hasOwn(constants.signals, name);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const parse = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8"));
  } catch {
    // What is no JSON is no command, and is passed over.
    return undefined;
  }
};

/**
 * Reads a message of the control websocket.
 * @returns `undefined` when it is no command that is known: such are passed over
 * @source pebble 1.32, seen: garbage, unknown commands and unknown signals change nothing; names are those of SIGHUP
 */
export const readControl = (data: Uint8Array): ExecCommand | undefined => {
  const message = parse(data);
  const command = field(message, "command");
  if (command === "signal") {
    const name = field(field(message, "signal"), "name");
    return isSignal(name) ? { command, signal: name } : undefined;
  }
  if (command === "resize") {
    const width = field(field(message, "resize"), "width");
    const height = field(field(message, "resize"), "height");
    return typeof width === "number" && typeof height === "number" ? { command, width, height } : undefined;
  }
  return undefined;
};

/** Whether a text message says that no more input comes. */
export const isEndOfInput = (data: Uint8Array): boolean => field(parse(data), "command") === "end";
