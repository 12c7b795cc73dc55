import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { PodInputError } from "../errors.ts";
import { describePod, type PodDescription } from "../pod/charm-files.ts";
import { readIfThere } from "./state-file.ts";

/** A pod's folder, read. */
export interface PodFolder extends PodDescription {
  /** What runs a hook: an executable of the charm, or a program for Bun. */
  readonly entry: { readonly kind: "dispatch" | "typescript"; readonly file: string };
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not to be run: not an entry.
    return false;
  }
};

const findEntry = (podDir: string): PodFolder["entry"] => {
  if (isExecutable(join(podDir, "dispatch"))) return { kind: "dispatch", file: "dispatch" };
  if (statSync(join(podDir, "src/charm.ts"), { throwIfNoEntry: false })?.isFile()) {
    return { kind: "typescript", file: "src/charm.ts" };
  }
  throw new PodInputError(
    `cannot find the charm's code in ${podDir}: it has to be src/charm.ts, or an executable file named dispatch`,
  );
};

/**
 * Reads all that says what a pod is, before anything of it starts.
 * @throws {PodInputError} when the folder or a file is missing, or files have faults; it lists all of them
 */
export const readPodFolder = (podDir: string): PodFolder => {
  if (!statSync(podDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PodInputError(`cannot find the folder ${podDir}`);
  }
  const description = describePod(podDir, (name) => readIfThere(join(podDir, name)));
  return { ...description, entry: findEntry(podDir) };
};
