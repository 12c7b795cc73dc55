import { constants } from "node:os";

/** The signal of that name, with its prefix as in `SIGHUP`; `undefined` when there is none. */
export const signalByName = (name: string): NodeJS.Signals | undefined =>
  name in constants.signals
    ? // The table's keys are exactly the names that this type lists.
      (name as NodeJS.Signals)
    : undefined;
