/** The error as the program prints it, with its line end. */
export const formatError = (error: unknown): string =>
  `error: ${error instanceof Error ? error.message : String(error)}\n`;
