import { type CheckLevel, checkLevels } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { ApiRequest } from "./request.ts";

/**
 * The `level` parameter; none when it is absent or empty.
 * @throws {ApiError} 400 for any other word
 */
export const readLevel = (request: ApiRequest): CheckLevel | undefined => {
  const text = request.query().get("level") ?? "";
  const level = checkLevels.find((known) => known === text);
  if (level === undefined && text !== "") throw new ApiError(400, 'level must be "alive" or "ready"');
  return level;
};
