import type { Complaint } from "../place.ts";

/** Durations below zero: the reference accepts them, and waits for nothing. */
export const negativeDoubts = (
  at: readonly [section: string, name: string],
  durations: Readonly<Record<string, number | undefined>>,
): readonly Complaint[] =>
  Object.entries(durations).flatMap(([key, ms]) =>
    ms === undefined || ms >= 0
      ? []
      : [{ message: `${key} of ${JSON.stringify(at[1])} is negative`, at: [...at, key] }],
  );
