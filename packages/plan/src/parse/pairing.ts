import { quoted } from "@cobble/wire";
import { pairingFields } from "../fields/pairing.ts";
import type { Pairing } from "../layer.ts";
import { readFields } from "./fields.ts";
import { complain, type Reading } from "./reading.ts";
import type { Section } from "./section.ts";

const emptyPairing = (): Pairing => ({ mode: "" });

/**
 * Reads the section `pairing`.
 * @source pebble 1.32, layer-specification.md; sentences seen: add of layers with faults
 */
export const readPairing = (reading: Reading, { place, sort }: Section): Pairing => {
  const source = {
    reading,
    sort,
    refuseWord: ({ word, choices, at }: { word: string; choices: readonly string[]; at: typeof place }) => {
      const message = `invalid pairing mode ${quoted(word)}: should be "disabled", "single" or "multiple"`;
      complain(reading, at, { ...sort, prefix: "", message, unknown: { word, known: choices } });
    },
  };
  // The reference passes over a section that is a single word.
  if (place.node.kind === "scalar") return emptyPairing();
  const kind = { fields: pairingFields, type: "pairingstate.pairingConfig", empty: emptyPairing };
  return readFields(source, place, kind) ?? emptyPairing();
};
