import { APIError, UnsupportedError } from "./errors.ts";

/** An endpoint that is not there. A thing that is not there, as a file, has a kind as well. */
const isUnknownEndpoint = (error: unknown): boolean =>
  error instanceof APIError && error.statusCode === 404 && error.kind === "";

/**
 * Makes a call that only Cobble's supervisor knows.
 * @param doing what for, as in `preview a replan`
 * @throws {UnsupportedError} when the supervisor does not know it
 */
export const askExtension = async <T>(doing: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw isUnknownEndpoint(error) ? new UnsupportedError(doing, { cause: error }) : error;
  }
};
