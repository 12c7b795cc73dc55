import { wrapText } from "./wrap.ts";

const prefix = "error: ";

/** The widest that text is laid out, whatever the terminal. */
const maxColumns = 100;
/** A terminal narrower than this is not believed. */
const minColumns = 40;
const usualColumns = 80;

/**
 * The error as the program prints it, with its line end.
 * @param options.columns wraps the text to a terminal of that many columns; as it is when absent
 * @source pebble 1.32, seen: the supervisor's errors are wrapped, the program's own are not
 */
export const formatError = (error: unknown, options: { readonly columns?: number } = {}): string => {
  const message = error instanceof Error ? error.message : String(error);
  if (options.columns === undefined) return `${prefix}${message}\n`;
  const indent = " ".repeat(prefix.length);
  const columns = options.columns < minColumns ? usualColumns : Math.min(options.columns, maxColumns);
  const width = columns - prefix.length - 1;
  return `${prefix}${wrapText(message, { width, indent })}\n`;
};
