import { linesText, logTime } from "../../log-lines/log-run.ts";
import type { Output } from "../../os/output.ts";
import type { LogReader } from "./service-log.ts";

/** Copies lines of services to `output`, as `run --verbose` does. */
export const createServiceEcho =
  (output: Output): LogReader =>
  ({ service, time, bytes }) => {
    const start = `${logTime(time)} [${service}] `;
    output.write(`${start}${linesText(bytes).split("\n").join(`\n${start}`)}\n`);
  };
