import type { PairingMode } from "@cobble/plan";

/** How a window that is open ends: after the first client, or not before its time. */
export type OpenMode = Exclude<PairingMode, "disabled">;

/** Whether clients may pair. */
export type PairingState =
  | { readonly name: "closed" }
  | { readonly name: "open"; readonly mode: OpenMode; readonly untilMs: number };

/** What can happen to the window. */
export type PairingEvent =
  /** An admin opens it, or keeps it open longer. */
  | { readonly type: "open"; readonly mode: OpenMode; readonly untilMs: number }
  | { readonly type: "close" }
  /** A client pairs. */
  | { readonly type: "pair" }
  /** Its time is over. */
  | { readonly type: "expired" }
  /** The plan has a mode that may be another one. */
  | { readonly type: "planned"; readonly mode: PairingMode };

/** What follows from a step. */
export type PairingEffect = "setTimer" | "cancelTimer";

/** A step's outcome. */
export interface PairingStep {
  readonly state: PairingState;
  readonly effects: readonly PairingEffect[];
}

/** Nobody may pair. */
export const closedPairing: PairingState = { name: "closed" };

const stay = (state: PairingState): PairingStep => ({ state, effects: [] });
const shut: PairingStep = { state: closedPairing, effects: ["cancelTimer"] };

const stepOpen = (
  state: Extract<PairingState, { name: "open" }>,
  event: Exclude<PairingEvent, { type: "open" }>,
): PairingStep => {
  switch (event.type) {
    case "close":
      return shut;
    case "expired":
      return { state: closedPairing, effects: [] };
    case "pair":
      return state.mode === "single" ? shut : stay(state);
    case "planned":
      return event.mode === state.mode ? stay(state) : shut;
    default:
      return event satisfies never;
  }
};

/** The life of the window in which clients may pair. */
export const stepPairing = (state: PairingState, event: PairingEvent): PairingStep => {
  if (event.type === "open") {
    const { mode, untilMs } = event;
    return { state: { name: "open", mode, untilMs }, effects: ["setTimer"] };
  }
  return state.name === "open" ? stepOpen(state, event) : stay(state);
};
