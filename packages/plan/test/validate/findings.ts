import { type Finding, type LayerText, validateLayers } from "@cobble/plan";

/** Layers `001.yaml`, `002.yaml` and so on, of these texts. */
export const layerTexts = (texts: readonly string[]): readonly LayerText[] =>
  texts.map((text, i) => ({ text, label: `l${i + 1}`, file: `00${i + 1}.yaml` }));

/** What is found in layers, each as `001.yaml:3:5 error services.web: message`. */
export const found = (...texts: readonly string[]): readonly string[] =>
  validateLayers(layerTexts(texts)).findings.map(
    ({ file, line, column, severity, path, message }) =>
      `${file}:${line}:${column} ${severity} ${path}: ${message}`,
  );

/** The warnings of one layer, which has to have no faults. */
export const warningsOf = (text: string): readonly Finding[] => {
  const { findings } = validateLayers(layerTexts([text]));
  const fault = findings.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new Error(`the layer has a fault: ${fault.message}`);
  return findings;
};
