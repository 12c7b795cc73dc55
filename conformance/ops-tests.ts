import { findModules, type PythonTest, runModule } from "./os/python.ts";
import type { Target } from "./os/target.ts";
import { createWorld } from "./os/world.ts";
import type { Entry, Outcome } from "./report.ts";

/** A module of tests with the Python ops client, which can be run by itself. */
export interface OpsJob {
  /** `ops files` */
  readonly title: string;
  /** Runs it against a daemon of its own; with a text, only the tests that have it in their names. */
  readonly run: (target: Target, text: string) => Promise<readonly Entry[]>;
}

/** A job for each module of tests. */
export async function findOpsJobs(): Promise<readonly OpsJob[]> {
  const modules = await findModules();
  return modules.map((module) => {
    const title = `ops ${module.replace("test_", "")}`;
    return { title, run: (target, text) => runTests(target, { module, title, text }) };
  });
}

async function runTests(
  target: Target,
  { module, title, text }: { module: string; title: string; text: string },
): Promise<readonly Entry[]> {
  try {
    await using world = await createWorld(target, {
      files: {},
      links: {},
      certificates: {},
      env: {},
      daemon: ["--hold"],
    });
    const tests = await runModule(module, { socketPath: world.socketPath, text });
    return tests.map((test) => ({
      target: target.name,
      title: `${title}: ${test.name}`,
      outcome: toOutcome(test),
    }));
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return [{ target: target.name, title, outcome: { kind: "failed", faults: [fault] } }];
  }
}

function toOutcome({ kind, detail }: PythonTest): Outcome {
  switch (kind) {
    case "passed":
      return { kind };
    case "skipped":
      return { kind, reason: detail };
    case "failed":
      return { kind, faults: [detail.trimEnd()] };
    default:
      return kind satisfies never;
  }
}
