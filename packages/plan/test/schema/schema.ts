import { combineLayers, LayerError, layerSchema, PlanError, parseLayer } from "@cobble/plan";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

const matches = new Ajv2020({ strict: true, strictNumbers: false, allowUnionTypes: true }).compile(
  layerSchema(),
);

/** What an editor makes of the text: the values of YAML 1.2, with merged maps. */
const readAsEditor = (text: string): unknown => parse(text, { merge: true, logLevel: "silent" });

/** Whether the schema accepts a layer's text. */
export const fitsSchema = (text: string): boolean => matches(readAsEditor(text));

/** Where and why the schema refused what it was asked last. */
export const schemaFaults = (): string =>
  (matches.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ");

/** Whether the supervisor reads a layer, and each of its entries says how it joins others. */
export const isReadable = (text: string): boolean => {
  try {
    combineLayers([parseLayer(text, { label: "any" })]);
    return true;
  } catch (error) {
    if (error instanceof PlanError) return error.faults.every(({ path }) => !path.endsWith(".override"));
    if (error instanceof LayerError) return false;
    throw error;
  }
};
