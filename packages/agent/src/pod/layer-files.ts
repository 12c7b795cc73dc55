import { basename } from "node:path";
import { type Fault, LayerError, parseLayer } from "@cobble/plan";

const fileName = /^\d{3}-(.+)\.yaml$/;

/**
 * What is wrong in a layer file, so that it can be told before anything starts. A file whose name is wrong is left to
 * the supervisor, which names it.
 * @param about.file the file's name for faults
 */
export const layerFaults = (text: string, about: { readonly file: string }): readonly Fault[] => {
  const label = fileName.exec(basename(about.file))?.[1];
  if (label === undefined) return [];
  try {
    parseLayer(text, { label, file: about.file });
    return [];
  } catch (error) {
    if (error instanceof LayerError) return error.faults;
    throw error;
  }
};
