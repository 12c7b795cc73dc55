import { basename } from "node:path";
import { type Fault, type LayerText, validateLayers } from "@cobble/plan";

const fileName = /^\d{3}-(.+)\.yaml$/;

/** A layer file of a container. */
export interface LayerFile {
  /** The file's name for faults. */
  readonly file: string;
  readonly text: string;
}

/** A file whose name is wrong is left to the supervisor, which names it. */
const toLayerText = ({ file, text }: LayerFile): readonly LayerText[] => {
  const label = fileName.exec(basename(file))?.[1];
  return label === undefined ? [] : [{ text, file, label }];
};

/**
 * What is wrong in the layer files of one container, and in the plan that they make, so that it can be told before anything
 * starts.
 * @param files lowest layer first
 */
export const layerFaults = (files: readonly LayerFile[]): readonly Fault[] =>
  validateLayers(files.flatMap(toLayerText)).findings.filter(({ severity }) => severity === "error");
