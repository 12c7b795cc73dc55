import type { FileResult } from "@cobble/wire";
import { FileError } from "../../errors.ts";
import { shownPath } from "../../path-bytes.ts";

/**
 * Does something with a path and says how it went: a {@link FileError} becomes the entry's `error`.
 * @throws whatever else `act` throws
 */
export const resultOf = async (path: string, act: () => Promise<void>): Promise<FileResult> => {
  try {
    await act();
    return { path: shownPath(path) };
  } catch (error) {
    return failedResult(path, error);
  }
};

/** The entry of a path that failed; throws `error` again unless it is a {@link FileError}. */
export const failedResult = (path: string, error: unknown): FileResult => {
  if (!(error instanceof FileError)) throw error;
  return { path: shownPath(path), error: { message: error.message, kind: error.kind } };
};
