import type { ConformanceCase } from "../../case.ts";
import { misread, refusedText } from "./fault.ts";

/** The section `pairing`. */
export const pairingFaults: readonly ConformanceCase[] = [
  refusedText(
    "an unknown pairing mode is refused",
    "pairing: {mode: both}\n",
    'invalid pairing mode "both": should be "disabled", "single" or "multiple"',
  ),
  refusedText(
    "a pairing mode with a capital is refused",
    "pairing: {mode: Single}\n",
    'invalid pairing mode "Single": should be "disabled", "single" or "multiple"',
  ),
  refusedText(
    "a pairing mode that is a list is refused",
    "pairing: {mode: [single]}\n",
    misread("pairing", "cannot unmarshal !!seq into pairingstate.Mode"),
  ),
  refusedText(
    "an unknown field of pairing is refused",
    "pairing: {mode: single, window: 5m}\n",
    misread("pairing", "field window not found in type pairingstate.pairingConfig"),
  ),
  refusedText(
    "pairing as a list is refused",
    "pairing: [single]\n",
    misread("pairing", "cannot unmarshal !!seq into pairingstate.pairingConfig"),
  ),
];
