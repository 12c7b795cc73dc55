import type { CheckOutcome, CheckRunner } from "@cobble/daemon/core";
import { type Check, splitCommand } from "@cobble/plan";
import type { Commands, ExecCall, ExecResult } from "./commands.ts";

/** How the runs of a check end: well, with a fault, or not at all, so that they run into their timeout. */
export type CheckResult =
  | "ok"
  | "hangs"
  | {
      /** What is wrong, on one line, as in `non-2xx status code 500`. */
      readonly message: string;
      /** What the target said; nothing unless given. */
      readonly details?: string;
    };

/** What running checks takes. */
export interface CheckDeps {
  readonly commands: Commands;
  readonly sleep: (ms: number) => Promise<void>;
  /** What the test has said about a check. */
  readonly resultOf: (check: string) => CheckResult | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

const untilAborted = (signal: AbortSignal): Promise<CheckOutcome> =>
  new Promise((resolve) => {
    const abort = (): void => resolve({ type: "aborted" });
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
  });

const textOf = (text: string | Uint8Array = ""): string =>
  typeof text === "string" ? text : new TextDecoder().decode(text);

const outcomeOf = ({ exitCode = 0, stdout, stderr }: ExecResult): CheckOutcome =>
  exitCode === 0
    ? { type: "ok" }
    : {
        type: "failed",
        message: `exit status ${exitCode}`,
        details: (textOf(stdout) + textOf(stderr)).trim(),
      };

/** A command that is run by a check: nobody writes to it. */
const callOf = (check: Check, deps: CheckDeps, signal: AbortSignal): ExecCall => ({
  command: splitCommand(check.exec?.command ?? ""),
  environment: { ...deps.environment, ...Object.fromEntries(check.exec?.environment ?? []) },
  workingDir: check.exec?.workingDir || undefined,
  combineStderr: true,
  userId: undefined,
  user: undefined,
  groupId: undefined,
  group: undefined,
  stdin: () => Promise.resolve(""),
  sleep: deps.sleep,
  signal,
});

const runExec = async (check: Check, deps: CheckDeps, signal: AbortSignal): Promise<CheckOutcome> => {
  const call = callOf(check, deps, signal);
  const handler = deps.commands.find(call.command);
  // A command that the test says nothing about is well, as all other checks are.
  if (handler === undefined) return { type: "ok" };
  const result = typeof handler === "function" ? await handler(call) : handler;
  return outcomeOf(result ?? {});
};

/**
 * Runs checks as the test says. What it says nothing about is well, but for commands that it handles: these are run.
 */
export const createTestCheckRunner = (deps: CheckDeps): CheckRunner => ({
  run: (check, signal) => {
    const result = deps.resultOf(check.name);
    if (result === "hangs") return untilAborted(signal);
    if (typeof result === "object") {
      return Promise.resolve({ type: "failed", message: result.message, details: result.details ?? "" });
    }
    if (result === "ok" || check.exec === undefined) return Promise.resolve({ type: "ok" });
    return Promise.race([runExec(check, deps, signal), untilAborted(signal)]);
  },
});
