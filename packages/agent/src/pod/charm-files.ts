import { join } from "node:path";
import {
  type Charmcraft,
  CharmcraftError,
  type CharmcraftFiles,
  describeFieldFault,
  type Fault,
  parseCharmcraft,
} from "@cobble/plan";
import { PodInputError } from "../errors.ts";
import { emptyPodFile, type PodFile, readPodFile } from "./pod-file.ts";

/** The texts of a charm's files that say what it is, by name; undefined for a file that is not there. */
export type ReadText = (name: string) => string | undefined;

/** What a pod is made from. */
export interface PodDescription {
  readonly charm: Charmcraft;
  readonly pod: PodFile;
}

const readCharm = (readText: ReadText, podDir: string): Charmcraft => {
  const file = "charmcraft.yaml";
  const text = readText(file);
  if (text !== undefined) return parseCharmcraft(text, { file });
  const metadata = readText("metadata.yaml");
  if (metadata === undefined) {
    throw new PodInputError(`cannot find a charm in ${podDir}: there is no ${file}`);
  }
  const part = (name: string): CharmcraftFiles["config"] => {
    const found = readText(name);
    return found === undefined ? undefined : { file: name, text: found };
  };
  const config = part("config.yaml");
  const actions = part("actions.yaml");
  return parseCharmcraft(metadata, {
    file: "metadata.yaml",
    ...(config === undefined ? {} : { config }),
    ...(actions === undefined ? {} : { actions }),
  });
};

const faulty = (faults: readonly Fault[]): PodInputError =>
  new PodInputError(faults.map(describeFieldFault).join("\n"), faults);

const faultsOf = (error: unknown): readonly Fault[] => {
  if (error instanceof CharmcraftError) return error.faults;
  throw error;
};

/**
 * Reads the files that say what a pod is.
 * @throws {PodInputError} when one is missing or has faults; it lists all of them
 */
export const describePod = (podDir: string, readText: ReadText): PodDescription => {
  let charm: Charmcraft;
  try {
    charm = readCharm(readText, podDir);
  } catch (error) {
    // pod.yaml speaks of the charm's containers and options, so it is only read when those are known.
    throw error instanceof PodInputError ? error : faulty(faultsOf(error));
  }
  const text = readText("pod.yaml");
  if (text === undefined) return { charm, pod: emptyPodFile };
  const { pod, faults } = readPodFile(text, { file: "pod.yaml", charm, stateDir: join(podDir, ".cobble") });
  if (faults.length > 0) throw faulty(faults);
  return { charm, pod };
};
