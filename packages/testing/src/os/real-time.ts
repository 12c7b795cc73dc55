import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds on a clock that only goes forward. */
export const elapsedMs = (): number => performance.now();

/** Settles after that long. */
export const delay = (ms: number): Promise<void> => sleep(ms);
