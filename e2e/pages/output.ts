// What a page shows is compared with what was written line by line. What differs from run to run counts as the same: moments
// (2026-11-22T21:51:23.307Z), times since a start (0.03s at the beginning of a line), durations in brackets ((226 ms), [1.20ms]), sizes
// (147 KiB), ports (port 8080, 127.0.0.1:8080), which are others when these are taken, and how many blanks stand between words. Warnings of npm, which are about the reader's own settings, do not
// count, nor do lines that tell of a hook that is waited for, which come when it takes long. `...` on the page stands for the rest of
// its line, and alone on a line for any number of lines.

/** A line as it is compared. */
export const comparable = (line: string): string =>
  line
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "MOMENT")
    .replace(/^\s*\d+\.\d\ds(?= )/, "SINCE")
    .replaceAll(/([([])\d+(?:\.\d+)?\s?(?:ms|s)([)\]])/g, "$1DURATION$2")
    .replaceAll(/\b\d+(?:\.\d+)? (?:KiB|MiB)\b/g, "SIZE")
    .replaceAll(/(\bport |127\.0\.0\.1:)\d+\b/g, "$1PORT")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Lines that come on one machine and not on another. */
const isByTheWay = (line: string): boolean => /^(npm warn|waiting for hook) /.test(line);

const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map(comparable)
    .filter((line) => line !== "" && !isByTheWay(line));

const isLine = (shown: string, written: string | undefined): boolean =>
  written !== undefined &&
  (shown.endsWith(" ...") ? written.startsWith(shown.slice(0, -"...".length)) : written === shown);

/** Whether the lines fit what the page shows, from their first to their last. */
const fits = (shown: readonly string[], written: readonly string[]): boolean => {
  const [first, ...rest] = shown;
  if (first === undefined) return written.length === 0;
  if (first !== "...") return isLine(first, written[0]) && fits(rest, written.slice(1));
  return Array.from({ length: written.length + 1 }, (_, skipped) => skipped).some((skipped) =>
    fits(rest, written.slice(skipped)),
  );
};

/** Whether a command wrote what the page shows. */
export const isShown = (shown: string, written: string): boolean => fits(linesOf(shown), linesOf(written));

/** The lines of the page that have not come, each as often as it stands there. */
export const findMissing = (shown: string, written: string): readonly string[] => {
  const left = [...linesOf(written)];
  return linesOf(shown).filter((line) => {
    if (line === "...") return false;
    const index = left.findIndex((one) => isLine(line, one));
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
};
