import type { Clock, Timer } from "../../deps.ts";

/** Calls something every period until it is cancelled. */
export interface Schedule {
  cancel(): void;
}

/**
 * Runs `action` every period, the first time one period and `latenessMs` from now. Runs never overlap: one that takes
 * longer than the period is followed by the next at once, and those that it missed are left out.
 */
export const runEvery = (
  periodMs: number,
  action: () => Promise<void>,
  { clock, latenessMs }: { readonly clock: Clock; readonly latenessMs: number },
): Schedule => {
  const startMs = clock.monotonicMs() + latenessMs;
  let ticks = 0;
  let timer: Timer | undefined;
  let cancelled = false;

  const arm = (): void => {
    if (cancelled) return;
    const elapsed = clock.monotonicMs() - startMs;
    ticks = Math.max(ticks + 1, Math.floor(elapsed / periodMs));
    timer = clock.after(Math.max(0, ticks * periodMs - elapsed), () => void action().then(arm));
  };
  arm();
  return {
    cancel: () => {
      cancelled = true;
      timer?.cancel();
    },
  };
};
