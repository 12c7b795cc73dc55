import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { ConformanceCase } from "./case.ts";
import { caseLists } from "./cases.ts";
import { findOpsJobs } from "./ops-tests.ts";
import { hasOps, python } from "./os/python.ts";
import { createSharedWorlds, type SharedWorlds } from "./os/shared-worlds.ts";
import { findCobble, findPebble, swapDaemons, type Target } from "./os/target.ts";
import { describe, type Entry, judge, summary } from "./report.ts";
import { runCase } from "./run-case.ts";

const usage = `Usage: conformance/run.ts [--target cobble|pebble] [--swap] [--show] [filter]

Runs the cases and the tests with the ops client against Cobble and, where one is on PATH, the reference.
  --target  only this one
  --swap    each command line with the daemon of the other
  --show    print what each step gave
  filter    only what has this text in its title ("services", "ops", "files: a push")`;

type Job = () => Promise<readonly Entry[]>;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      target: { type: "string" },
      swap: { type: "boolean" },
      show: { type: "boolean" },
      help: { type: "boolean" },
    },
    allowPositionals: true,
  });
  const found = chooseTargets(values.target);
  const targets = values.swap && found !== undefined ? swapDaemons(found) : found;
  if (values.help || positionals.length > 1 || targets === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const filter = positionals[0] ?? "";
  const opsJobs = values.swap ? [] : await chooseOpsJobs(targets, filter);
  await using shared = createSharedWorlds();
  const jobs = [
    ...opsJobs,
    ...targets.flatMap((target) => caseJobs({ target, shared, filter, show: values.show ?? false })),
  ];
  const entries = await runAll(jobs, Math.max(4, cpus().length * 2));
  console.log(summary(entries));
  const failed = entries.some(({ outcome }) => outcome.kind === "failed");
  return failed || entries.length === 0 ? 1 : 0;
}

function chooseTargets(name: string | undefined): readonly Target[] | undefined {
  const pebble = findPebble();
  if (name === "cobble") return [findCobble()];
  if (name === "pebble" && pebble) return [pebble];
  if (name !== undefined) {
    console.error(`cannot run against "${name}": it should be cobble, or pebble with one on PATH`);
    return undefined;
  }
  if (!pebble) console.log("skipped: pebble is not on PATH");
  return [findCobble(), ...(pebble ? [pebble] : [])];
}

/** The filter is a noun of these tests and a part of a name: `ops files: push`. */
async function chooseOpsJobs(targets: readonly Target[], filter: string): Promise<readonly Job[]> {
  const [noun = "", text = ""] = filter.split(": ");
  const chosen = (await findOpsJobs()).filter(({ title }) => title.startsWith(noun));
  if (chosen.length === 0 || (await hasOps())) {
    return targets.flatMap((target) =>
      chosen.map(
        ({ run }) =>
          () =>
            run(target, text.replaceAll(" ", "_")),
      ),
    );
  }
  console.log(`skipped: the tests with the ops client: ${python} has no ops (pip install ops)`);
  return [];
}

/** What the cases of one target are run with. */
interface CaseOptions {
  readonly target: Target;
  readonly shared: SharedWorlds;
  readonly show: boolean;
}

function caseJobs({ filter, ...options }: CaseOptions & { readonly filter: string }): Job[] {
  return caseLists.flatMap(({ noun, cases }) =>
    cases
      .map((test) => ({ test, title: `${noun}: ${test.name}` }))
      .filter(({ title }) => title.includes(filter) && !filter.startsWith("ops"))
      .map(
        ({ test, title }) =>
          () =>
            runOne({ ...options, test, title }),
      ),
  );
}

async function runOne(
  options: CaseOptions & { readonly test: ConformanceCase; readonly title: string },
): Promise<readonly Entry[]> {
  const { target, shared, test, title, show } = options;
  if (test.needsRoot && process.getuid?.() !== 0) {
    return [{ target: target.name, title, outcome: { kind: "skipped", reason: "it needs root" } }];
  }
  if (test.except && target.daemonCommand) {
    const reason = `the two differ in it: ${test.except.reason}`;
    return [{ target: target.name, title, outcome: { kind: "skipped", reason } }];
  }
  const { faults, seen } = await runCase(target, test, shared);
  if (show) console.log([`${target.name}: ${title}`, ...seen].join("\n"));
  const exception = test.except?.target === target.name ? test.except : undefined;
  return [{ target: target.name, title, outcome: judge(faults, exception) }];
}

/** Runs jobs, so many at a time, and prints what is worth a line as soon as it is known. */
async function runAll(jobs: readonly Job[], atATime: number): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      for (const entry of await job()) {
        entries.push(entry);
        for (const line of describe(entry)) console.log(line);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return entries;
}

process.exitCode = await main();
