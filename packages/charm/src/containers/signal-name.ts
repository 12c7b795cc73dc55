import { constants } from "node:os";

/**
 * A signal by its name, as the supervisor takes it.
 * @param signal a name, as in `SIGHUP`, or a number, as in `1`
 * @throws {RangeError} when there is no signal of that number
 */
export const signalName = (signal: string | number): string => {
  if (typeof signal === "string") return signal;
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  if (name === undefined) throw new RangeError(`cannot send signal ${signal}: there is none of that number`);
  return name;
};
