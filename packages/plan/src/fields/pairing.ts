import type { Pairing } from "../layer.ts";
import { type FieldSet, fieldSet } from "./field-set.ts";
import { choiceField } from "./kinds.ts";

/**
 * The fields of the section `pairing`.
 * @source pebble 1.32, seen: layers with pairing
 */
export const pairingFields: FieldSet<Pairing> = fieldSet<Pairing>({
  mode: choiceField({
    key: "mode",
    type: "pairingstate.Mode",
    choices: ["disabled", "single", "multiple"],
    rule: 0,
    help: "Who may pair over HTTPS: nobody, one client, or each that asks.",
    initial: "disabled",
  }),
});
