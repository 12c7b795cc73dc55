import type { ConformanceCase } from "../../case.ts";
import { failure } from "../../replies.ts";

/** A layer that is refused when a client adds it, which changes nothing, and when the daemon starts with it. */
const refused = (
  name: string,
  layer: string,
  { sentence, message }: { readonly sentence: string; readonly message: string },
): ConformanceCase => ({
  name,
  files: { "start/layers/001-base.yaml": layer },
  daemon: "shared",
  steps: [
    {
      send: "POST /v1/layers",
      body: { action: "add", label: "base", format: "yaml", layer },
      ...failure(400, { message }),
    },
    { send: "GET /v1/plan?format=yaml", status: 200, json: { result: "{}\n" } },
    {
      run: ["run", "--hold"],
      env: { PEBBLE: "{dir}/start" },
      code: 1,
      // Cobble goes on to show the place.
      stderr: `cannot run daemon: cannot load plan: ${sentence}\n{any}`,
    },
  ],
});

/** A layer whose text is refused, with the sentence that tells why. */
export const refusedText = (name: string, layer: string, sentence: string): ConformanceCase =>
  refused(name, layer, { sentence, message: `cannot parse layer YAML: ${sentence}` });

/** A layer that reads well and is refused because of the plan that it would make. */
export const refusedPlan = (name: string, layer: string, sentence: string): ConformanceCase =>
  refused(name, layer, { sentence, message: sentence });

/** The sentence for something of the wrong kind in a section; lines are counted in other ways by each target. */
export const misread = (section: string, what: string): string => {
  const isExtension = section === "pairing" || section === "workloads";
  const shown = section === "pairing" ? section : `"${section}"`;
  const start = isExtension
    ? `cannot parse the ${shown} section`
    : `cannot parse layer "base" section ${shown}`;
  return `${start}: yaml: unmarshal errors:\n  line {n}: ${what}`;
};

const indent = (fields: string): string => fields.replaceAll(/^/gm, "    ");

/** A layer with a service that is in order but for these fields. */
export const service = (fields: string): string =>
  `services:\n  a:\n    override: replace\n    command: sleep 1\n${indent(fields)}\n`;

/** A layer with a check that has these fields and an override. */
export const check = (fields: string): string => `checks:\n  a:\n    override: replace\n${indent(fields)}\n`;

/** A layer with a log target that is in order but for these fields. */
export const target = (fields: string): string =>
  `log-targets:\n  a:\n    override: replace\n    type: loki\n    location: http://localhost/\n${indent(fields)}\n`;

/** A layer with a workload that has these fields and an override. */
export const workload = (fields: string): string =>
  `workloads:\n  a:\n    override: replace\n${indent(fields)}\n`;
