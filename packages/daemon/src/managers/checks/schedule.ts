import type { Clock, Timer } from "../../deps.ts";

/** The part of a period over which runs that would fall together are spread. */
const spread = 0.1;

/** Calls something every period until it is cancelled. */
export interface Schedule {
  cancel(): void;
}

/**
 * Runs `action` every period, the first time one period from now, each time up to a tenth of the period late so that
 * many checks with one period do not all run at the same moment. Runs never overlap: one that takes longer than the
 * period is followed by the next at once, and those that it missed are left out.
 */
export const runEvery = (
  periodMs: number,
  action: () => Promise<void>,
  deps: { readonly clock: Clock; readonly random: () => number },
): Schedule => {
  const { clock, random } = deps;
  const startMs = clock.monotonicMs();
  let ticks = 0;
  let timer: Timer | undefined;
  let cancelled = false;

  const arm = (): void => {
    if (cancelled) return;
    const elapsed = clock.monotonicMs() - startMs;
    ticks = Math.max(ticks + 1, Math.floor(elapsed / periodMs));
    const waitMs = Math.max(0, ticks * periodMs - elapsed);
    timer = clock.after(waitMs + random() * spread * periodMs, () => void action().then(arm));
  };
  arm();
  return {
    cancel: () => {
      cancelled = true;
      timer?.cancel();
    },
  };
};
