import type { Pairing, PairingMode } from "../layer.ts";
import { openFields } from "./fields.ts";
import { complain, type Reading } from "./reading.ts";
import type { Section } from "./section.ts";

const modes = ["disabled", "single", "multiple"] as const satisfies readonly PairingMode[];

/**
 * Reads the section `pairing`.
 * @source pebble 1.32, layer-specification.md; sentences seen: add of layers with faults
 */
export const readPairing = (reading: Reading, { place, sort }: Section): Pairing => {
  const fields = openFields(reading, place, { type: "pairingstate.pairingConfig", sort });
  const text = fields?.text("mode", "pairingstate.Mode") ?? "";
  const at = fields?.place("mode") ?? place;
  fields?.close();
  const mode = modes.find((known) => known === text);
  if (mode === undefined && text !== "") {
    const message = `invalid pairing mode ${JSON.stringify(text)}: should be "disabled", "single" or "multiple"`;
    complain(reading, at, { ...sort, prefix: "", message });
  }
  return { mode: mode ?? "" };
};
