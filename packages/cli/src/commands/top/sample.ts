import { parseTime, type ServiceStats, type Stats } from "@cobble/wire";
import { plainLine } from "../../format/plain-line.ts";

/** What is shown of one service. */
export interface Row {
  readonly name: string;
  readonly current: string;
  readonly pid: number | undefined;
  /** Of one processor, as 100 %; nothing before there are two answers about the same process. */
  readonly cpuPercent: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly restarts: number;
  readonly checks: ServiceStats["checks"];
  /** Since the process was started. */
  readonly uptimeMs: number | undefined;
  /** Without what a terminal would take for commands. */
  readonly lastLog: string;
}

/** What is shown of one moment. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  readonly supervisor: { readonly cpuPercent: number | undefined; readonly memoryBytes: number | undefined };
  readonly rows: readonly Row[];
}

/** Two answers, and how far apart they are. */
interface Span {
  readonly before: Stats | undefined;
  readonly now: Stats;
}

const toMs = (time: string): number => (parseTime(time) ?? 0) / 1000;

/** The share of one processor that was used between two answers; a process that was waited for may take some along. */
const cpuPercent = (
  { before, now }: Span,
  used: { readonly first: number | undefined; readonly last: number | undefined },
): number | undefined => {
  if (before === undefined || used.first === undefined || used.last === undefined) return undefined;
  const elapsedMs = now["monotonic-ms"] - before["monotonic-ms"];
  return elapsedMs <= 0 ? undefined : (100 * Math.max(0, used.last - used.first)) / elapsedMs;
};

const toRow = (service: ServiceStats, span: Span): Row => {
  const then = span.before?.services.find(({ name }) => name === service.name);
  const isSame = then?.pid !== undefined && then.pid === service.pid;
  return {
    name: service.name,
    current: service.current,
    pid: service.pid,
    cpuPercent: cpuPercent(span, { first: isSame ? then["cpu-ms"] : undefined, last: service["cpu-ms"] }),
    memoryBytes: service.memory,
    restarts: service.restarts,
    checks: service.checks,
    uptimeMs: service.started === undefined ? undefined : toMs(span.now.time) - toMs(service.started),
    lastLog: plainLine(service["last-log"] ?? ""),
  };
};

/** What is shown of an answer, with what was used since the one before. */
export const takeSample = (now: Stats, before: Stats | undefined): Sample => {
  const span = { before, now };
  const used = { first: before?.supervisor["cpu-ms"], last: now.supervisor["cpu-ms"] };
  return {
    timeMs: toMs(now.time),
    supervisor: { cpuPercent: cpuPercent(span, used), memoryBytes: now.supervisor.memory },
    rows: now.services.map((service) => toRow(service, span)),
  };
};
