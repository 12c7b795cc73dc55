import { readFileSync } from "node:fs";
import { join } from "node:path";

/** From how many lines on a file is named, and from how many it fails. */
export const sizeLimits = { warnLines: 250, failLines: 400 } as const;

/** What is long among these files, relative to the checkout. */
export function findLongFiles(
  root: string,
  files: readonly string[],
): { readonly warnings: readonly string[]; readonly faults: readonly string[] } {
  const sized = files.map((file) => ({
    file,
    lines: readFileSync(join(root, file), "utf8").trimEnd().split("\n").length,
  }));
  const say = ({ file, lines }: (typeof sized)[number]): string =>
    `${file}: ${lines} lines: split it by noun or by step`;
  return {
    warnings: sized
      .filter(({ lines }) => lines > sizeLimits.warnLines && lines <= sizeLimits.failLines)
      .map(say),
    faults: sized.filter(({ lines }) => lines > sizeLimits.failLines).map(say),
  };
}
