import { mkdirSync } from "node:fs";

/** Makes the folder of a storage, with its parents, if it is not there. */
export const makeStorage = (location: string): void => {
  mkdirSync(location, { recursive: true });
};
