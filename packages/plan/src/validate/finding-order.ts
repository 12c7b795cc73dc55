import type { Fault } from "../errors.ts";

/**
 * Compares faults as a reader meets them: by file in the order of `files`, then by line and column. Files that are not
 * among them come after, and what has no file last.
 */
export const compareFindings = (files: readonly string[]): ((a: Fault, b: Fault) => number) => {
  const orders = new Map(files.map((file, i) => [file, i]));
  const orderOf = ({ file }: Fault): number =>
    file === undefined ? files.length + 1 : (orders.get(file) ?? files.length);
  return (a, b) => orderOf(a) - orderOf(b) || a.line - b.line || a.column - b.column;
};
