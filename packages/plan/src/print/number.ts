/**
 * A number with a fraction as Go prints it: `2`, `1.5`, `1e+06`, `.inf`.
 * @source pebble 1.32, seen: plan with such a backoff-factor
 */
export const printNumber = (value: number): string => {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value < 0 ? "-.inf" : ".inf";
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // Go takes an exponent from a million on, and below a ten-thousandth.
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
};

/** A number as Go shows it in a sentence, where infinity has no point before it. */
export const showNumber = (value: number): string => {
  if (Number.isFinite(value)) return printNumber(value);
  if (Number.isNaN(value)) return "NaN";
  return value < 0 ? "-Inf" : "+Inf";
};
