const units = ["kB", "MB", "GB", "TB", "PB"] as const;

/** The largest size that is shown in plain bytes. */
const maxPlainBytes = 5000;

/** Rounds as C's printf does: exact halves go to the even digit. */
const roundTo = (value: number, decimals: number): string => {
  const scaled = value * 10 ** decimals;
  const isExactHalf =
    Number.isInteger(value * 8) && Number.isInteger(scaled * 2) && !Number.isInteger(scaled);
  if (!isExactHalf) return value.toFixed(decimals);
  const down = Math.floor(scaled);
  return ((down % 2 === 0 ? down : down + 1) / 10 ** decimals).toFixed(decimals);
};

const decimalsFor = (value: number): number => {
  if (value < 9.5) return 2;
  return value < 99.5 ? 1 : 0;
};

/**
 * A number of bytes in three digits or so: `999B`, `9.99kB`, `10.0MB`.
 * @source pebble 1.32, seen: `ls -l` of files of 560 sizes
 */
export const formatSize = (bytes: number): string => {
  if (bytes <= maxPlainBytes) return `${bytes}B`;
  let value = bytes / 1000;
  for (const unit of units) {
    if (value < 999.5) return roundTo(value, decimalsFor(value)) + unit;
    value /= 1000;
  }
  return `${value.toFixed(0)}EB`;
};
