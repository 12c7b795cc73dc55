import type { Check } from "./check.ts";

const defaultPeriodMs = 10_000;

const complete = (check: Check): Check => {
  const limitMs = check.periodMs ?? defaultPeriodMs;
  const lowered = check.timeoutMs !== undefined && check.timeoutMs > limitMs ? { timeoutMs: limitMs } : {};
  return { ...check, threshold: check.threshold ?? 3, ...lowered };
};

/**
 * Checks as they are in a plan: the threshold is always there, and the timeout is not above the period.
 * @source pebble 1.32, seen: plan of checks without a threshold, and with a timeout above the period
 */
export const completeChecks = (checks: ReadonlyMap<string, Check>): ReadonlyMap<string, Check> =>
  new Map([...checks].map(([name, check]) => [name, complete(check)]));
