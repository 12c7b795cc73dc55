import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describeFieldFault, type Fault } from "@cobble/plan";
import { PodInputError } from "../errors.ts";
import { describePod, type PodDescription } from "../pod/charm-files.ts";
import { layerFaults } from "../pod/layer-files.ts";
import { keptDir } from "./paths.ts";
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

const listLayers = (podDir: string, container: string): readonly string[] => {
  const dir = join(keptDir(podDir, container), "layers");
  if (statSync(dir, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => join(dir, name));
};

/** Refuses what no file can be read from: a pipe would be waited for without end, a device would never end. */
const readInput = (podDir: string, path: string): string | undefined => {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) {
    throw new PodInputError(`cannot read ${relative(podDir, path)}: it has to be a file`);
  }
  return readIfThere(path);
};

/** Everything that is wrong in the layer files that the containers' supervisors would start with. */
const findLayerFaults = (podDir: string, containers: Iterable<string>): readonly Fault[] =>
  [...containers].flatMap((container) =>
    layerFaults(
      listLayers(podDir, container).map((path) => ({
        file: relative(podDir, path),
        text: readInput(podDir, path) ?? "",
      })),
    ),
  );

/**
 * Reads all that says what a pod is, before anything of it starts.
 * @throws {PodInputError} when the folder or a file is missing, or files have faults; it lists all of them
 */
export const readPodFolder = (podDir: string): PodFolder => {
  if (!statSync(podDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PodInputError(`cannot find the folder ${podDir}`);
  }
  if (statSync(join(podDir, ".cobble"), { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new PodInputError(`cannot keep state in ${join(podDir, ".cobble")}: it has to be a folder`);
  }
  const description = describePod(podDir, (name) => readInput(podDir, join(podDir, name)));
  const faults = findLayerFaults(podDir, description.charm.containers.keys());
  if (faults.length > 0) throw new PodInputError(faults.map(describeFieldFault).join("\n"), faults);
  return { ...description, entry: findEntry(podDir) };
};
