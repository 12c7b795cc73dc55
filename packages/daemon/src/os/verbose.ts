import type { Output } from "./output.ts";

/** Copies lines of a service to `output`, as `run --verbose` does. */
export const createServiceEcho =
  (output: Output) =>
  (service: string, time: string, lines: readonly string[]): void =>
    output.write(lines.map((line) => `${time} [${service}] ${line}\n`).join(""));
