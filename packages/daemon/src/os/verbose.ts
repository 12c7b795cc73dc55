/**
 * Copies lines of a service to standard output, as `run --verbose` does. The stream buffers: a reader that is slow delays
 * no service.
 */
export const writeServiceLines = (service: string, time: string, lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${time} [${service}] ${line}\n`).join(""));
};
