const pad2 = (value: number): string => String(value).padStart(2, "0");

/** Seconds in the unit, and how a value in it is written. */
const smallUnits: readonly (readonly [below: number, unit: number, name: string])[] = [
  [999.5e-9, 1e-9, "ns"],
  [999.5e-6, 1e-6, "µs"],
  [999.5e-3, 1e-3, "ms"],
];

/** `1m30s`, `9h05m`, `1d01h`: a whole number of the big unit and two digits of the small one. */
const inTwo = (
  seconds: number,
  units: { big: number; small: number; names: readonly [string, string] },
): string => {
  const whole = Math.floor(seconds / units.big);
  const rest = Math.round((seconds - whole * units.big) / units.small);
  return `${whole}${units.names[0]}${whole < 10 ? pad2(rest) : rest}${units.names[1]}`;
};

const minute = 60;
const hour = 3600;
const day = 86_400;
const year = 365.25 * day;

/**
 * A span of time in about five characters.
 * @source pebble 1.32, seen: `warnings --verbose` of warnings with thirty spans between 1 ns and 11 years
 */
export const formatSpan = (seconds: number): string => {
  for (const [below, unit, name] of smallUnits) {
    const value = seconds / unit;
    if (seconds < below) return `${value.toFixed(value < 9.95 ? 1 : 0)}${name}`;
  }
  if (seconds < 9.995) return `${seconds.toFixed(2)}s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`;
  if (seconds < 10 * minute - 0.5) return inTwo(seconds, { big: minute, small: 1, names: ["m", "s"] });
  if (seconds < 99.95 * minute) return `${(seconds / minute).toFixed(1)}m`;
  if (seconds < 10 * hour) return inTwo(seconds, { big: hour, small: minute, names: ["h", "m"] });
  if (seconds < day) return wideInTwo(seconds, { big: hour, small: minute, names: ["h", "m"] });
  if (seconds < 10 * day) return inTwo(seconds, { big: day, small: hour, names: ["d", "h"] });
  if (seconds < 99.95 * day) return wideInTwo(seconds, { big: day, small: hour, names: ["d", "h"] });
  if (seconds < 999.5 * day) return `${(seconds / day).toFixed(0)}d`;
  return `${(seconds / year).toFixed(1)}y`;
};

/** With two digits before, there is room for one after: of the small unit, or else as a fraction. */
const wideInTwo = (
  seconds: number,
  units: { big: number; small: number; names: readonly [string, string] },
): string => {
  const rest = (seconds % units.big) / units.small;
  return rest < 9.5 ? inTwo(seconds, units) : `${(seconds / units.big).toFixed(1)}${units.names[0]}`;
};
