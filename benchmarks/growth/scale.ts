/** A logarithmic axis of whole powers of ten that holds some values. */
export interface LogAxis {
  /** The powers, lowest first. */
  readonly ticks: readonly number[];
  /** Where a value stands on it: 0 at its beginning, 1 at its end. */
  position(value: number): number;
}

/** Makes the shortest axis for these values, at least one power long. */
export function logAxis(values: readonly number[]): LogAxis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1);
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    position: (value) => (Math.log10(value) - low) / (high - low),
  };
}

/** A figure in few letters: 10k, 0.1. */
export function shortNumber(value: number): string {
  if (value >= 1000) return `${value / 1000}k`;
  return value >= 1 ? String(value) : String(Number(value.toPrecision(1)));
}
