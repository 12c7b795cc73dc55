/**
 * Tests of charms, without containers and without Juju: {@link Supervisor} is the daemon's own core with processes, files
 * and time in memory. It may import `@cobble/wire`, `@cobble/plan`, `@cobble/client`, `@cobble/charm` and the core of
 * `@cobble/daemon`, and runs on Node >= 20 and Bun.
 *
 * @example
 * import { Supervisor } from "@cobble/testing";
 *
 * await using supervisor = new Supervisor();
 * const yaml = "services: {web: {override: replace, command: sleep 60, startup: enabled}}";
 * await supervisor.client.layers.add({ label: "base", yaml, combine: true });
 * await supervisor.client.changes.waitDone(await supervisor.client.services.replan());
 * console.log(supervisor.process("web").command); // [ "sleep", "60" ]
 */
export * from "./errors.ts";
export type { CheckResult } from "./supervisor/checks.ts";
export { createTestClock, type TestClock } from "./supervisor/clock.ts";
export type { ExecCall, ExecHandler, ExecResult } from "./supervisor/commands.ts";
export type { ExecRecord } from "./supervisor/exec.ts";
export type { SentLogs } from "./supervisor/log-senders.ts";
export type { TestProcess, TestProgram } from "./supervisor/processes.ts";
export { Supervisor, type SupervisorOptions } from "./supervisor/supervisor.ts";
