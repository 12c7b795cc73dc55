import type { ServiceEffect, ServiceState, ServiceStep, ServiceTimer } from "./state.ts";

/** A step to a state, with what is to be done in order. */
export const step = (state: ServiceState, ...effects: readonly ServiceEffect[]): ServiceStep => ({
  state,
  effects,
});

/** A step, and what is to be done after all that it says. */
export const withEffects = (first: ServiceStep, ...effects: readonly ServiceEffect[]): ServiceStep =>
  step(first.state, ...first.effects, ...effects);

/** Says something about the service in the daemon's log. */
export const log = (text: string): ServiceEffect => ({ type: "log", text });

/** Sets the one timer of a service. */
export const timer = (name: ServiceTimer, ms: number): ServiceEffect => ({ type: "timer", timer: name, ms });

/** Stops the timer that runs, if one does. */
export const cancelTimer: ServiceEffect = { type: "cancelTimer" };
