import { DurationError, parseDurationMs } from "@cobble/wire";
import { HookToolError } from "../errors.ts";
import { type KeptSecret, nextRotation, type Rotation, rotations } from "../unit/secrets.ts";
import type { FlagNames } from "./flags.ts";
import type { ToolCall } from "./tool.ts";

/** The flags of the tools that say something about a secret. */
export const secretFlags: FlagNames = {
  label: { flag: "label", takes: "text" },
  description: { flag: "description", takes: "text" },
  expire: { flag: "expire", takes: "text" },
  rotate: { flag: "rotate", takes: "text" },
  owner: { flag: "owner", takes: "text" },
  file: { flag: "file", takes: "text" },
};

const textFlag = ({ flags }: ToolCall, name: string): string | undefined => {
  const value = flags.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
};

const timeOf = (text: string, now: string): number => {
  try {
    return Date.parse(now) + parseDurationMs(text);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    return Date.parse(text);
  }
};

/** A time, or how long it is until then. */
const readExpiry = (call: ToolCall): string | undefined => {
  const text = textFlag(call, "expire");
  if (text === undefined) return undefined;
  const at = timeOf(text, call.now);
  if (Number.isNaN(at))
    throw new HookToolError(`expire time or duration ${JSON.stringify(text)} not valid`, 2);
  if (at <= Date.parse(call.now))
    throw new HookToolError(`expire time ${JSON.stringify(text)} must be in the future`);
  return new Date(at).toISOString();
};

const readRotation = (call: ToolCall): Rotation | undefined => {
  const text = textFlag(call, "rotate");
  const rotation = rotations.find((one) => one === text);
  if (text === undefined || rotation !== undefined) return rotation;
  throw new HookToolError(`rotate policy ${JSON.stringify(text)} not valid`, 2);
};

/**
 * Reads who owns a new secret.
 * @throws {HookToolError} with exit code 2 when it is neither the application nor the unit
 */
export const readOwner = (call: ToolCall): KeptSecret["owner"] => {
  const owner = textFlag(call, "owner") ?? "application";
  if (owner === "application" || owner === "unit") return owner;
  throw new HookToolError(`secret owner ${JSON.stringify(owner)} not valid`, 2);
};

/**
 * Reads what is said of a secret; what is not said is left out.
 * @throws {HookToolError} with exit code 2 when a time or a rotation cannot be read
 */
export const readSecretDetails = (call: ToolCall): Partial<KeptSecret> => {
  const label = textFlag(call, "label");
  const description = textFlag(call, "description");
  const expires = readExpiry(call);
  const rotation = readRotation(call);
  const rotates = rotation === undefined ? undefined : nextRotation(rotation, call.now);
  return {
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    ...(expires === undefined ? {} : { expires }),
    ...(rotation === undefined ? {} : { rotation }),
    ...(rotates === undefined ? {} : { rotates }),
  };
};
