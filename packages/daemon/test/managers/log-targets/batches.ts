import type { LogRun } from "../../../src/log-lines/log-run.ts";
import { type LogBatch, toBatch } from "../../../src/managers/log-targets/batch.ts";

/** 2026-01-02T03:04:05.678901Z. */
export const someTime = 1_767_323_045_678_901;

/** Lines that a service wrote together. */
export const run = (service: string, ...lines: readonly string[]): LogRun => ({
  service,
  time: someTime,
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")),
});

/** A batch of runs whose services all have the same labels. */
export const batchOf = (runs: readonly LogRun[], labels: Readonly<Record<string, string>> = {}): LogBatch =>
  toBatch(runs, () => new Map(Object.entries(labels)));
