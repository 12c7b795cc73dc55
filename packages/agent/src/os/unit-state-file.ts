import { CobbleError, decode } from "@cobble/wire";
import { PodInputError } from "../errors.ts";
import { firstState, UnitState } from "../unit/state.ts";
import { readIfThere, writeAtomically } from "./state-file.ts";

/**
 * Reads what was kept of a unit; a new unit when nothing was.
 * @throws {PodInputError} when the file is damaged
 */
export const loadUnitState = (file: string, now: string): UnitState => {
  const text = readIfThere(file);
  if (text === undefined) return firstState({ now, modelUuid: crypto.randomUUID() });
  try {
    return decode(UnitState, JSON.parse(text), file);
  } catch (error) {
    if (!(error instanceof CobbleError || error instanceof SyntaxError)) throw error;
    throw new PodInputError(`cannot read ${file}: ${error.message}; remove it to have the unit start anew`);
  }
};

/** Keeps a unit's state. */
export const saveUnitState = (file: string, state: UnitState): void =>
  writeAtomically(file, `${JSON.stringify(state, null, 2)}\n`);
