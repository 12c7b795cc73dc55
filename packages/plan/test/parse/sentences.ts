import { LayerError, parseLayer } from "@cobble/plan";

/** Runs `use`, which has to throw a LayerError, and gives that. */
export const layerErrorOf = (text: string, file?: string): LayerError => {
  try {
    parseLayer(text, { label: "base", ...(file === undefined ? {} : { file }) });
  } catch (error) {
    if (error instanceof LayerError) return error;
    throw error;
  }
  throw new Error(`the layer was accepted: ${text}`);
};

/** A layer with one service `a`, with these further fields. */
export const serviceLayer = (fields: string): string =>
  `services:\n  a:\n    override: replace\n    command: c\n${indent(fields)}`;

/** A layer with one check `a`, with these further fields. */
export const checkLayer = (fields: string): string =>
  `checks:\n  a:\n    override: replace\n${indent(fields)}`;

/** A layer with one log target `a`, with these further fields. */
export const logTargetLayer = (fields: string): string =>
  `log-targets:\n  a:\n    override: replace\n${indent(fields)}`;

const indent = (fields: string): string =>
  fields
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
