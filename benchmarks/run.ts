import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { enter } from "./contest.ts";
import { describeMachine, formatFigures, type Round, summarise } from "./report.ts";
import type { PeerSubject, Subject } from "./subject.ts";
import { charmTests } from "./subjects/charm-tests.ts";
import { checks } from "./subjects/checks.ts";
import { cli } from "./subjects/cli.ts";
import { coldStart } from "./subjects/cold-start.ts";
import { dispatch } from "./subjects/dispatch.ts";
import { exec } from "./subjects/exec.ts";
import { execStream } from "./subjects/exec-stream.ts";
import { files } from "./subjects/files.ts";
import { follow } from "./subjects/follow.ts";
import { forward } from "./subjects/forward.ts";
import { idle } from "./subjects/idle.ts";
import { logs } from "./subjects/logs.ts";
import { mixed } from "./subjects/mixed.ts";
import { notices } from "./subjects/notices.ts";
import { plan } from "./subjects/plan.ts";
import { requests } from "./subjects/requests.ts";
import { restart } from "./subjects/restart.ts";
import { scale } from "./subjects/scale.ts";

const subjects: readonly (Subject | PeerSubject)[] = [
  coldStart,
  requests,
  plan,
  exec,
  execStream,
  files,
  notices,
  cli,
  logs,
  follow,
  forward,
  idle,
  dispatch,
  charmTests,
  // The slow ones come last.
  mixed,
  checks,
  restart,
  scale,
];

const usage = `Usage: benchmarks/run.ts [--rounds N] [subject...]

Measures dist/cobble and, where one is on PATH, pebble, in turns (a charm beside one in Python); results go to benchmarks/results/.
Subjects: ${subjects.map(({ name }) => name).join(", ")}`;

async function measure(subject: Subject | PeerSubject, roundCount: number): Promise<void> {
  await using contest = await enter(subject, join(import.meta.dir, ".."));
  const { contestants } = contest;
  const machine = describeMachine();
  console.log(`\n${subject.name}: ${subject.about}`);
  const rounds: Round[] = [];
  for (let index = 0; index < roundCount; index += 1) {
    // In turns, and the other way round each time, so that a slow minute of the machine hits both.
    for (const { name, measure } of index % 2 === 0 ? contestants : contestants.toReversed()) {
      rounds.push({ contender: name, measures: await measure() });
    }
  }
  const figures = summarise(rounds, "reference" in subject ? subject.reference : "pebble");
  console.log(formatFigures(figures));
  const folder = join(import.meta.dir, "results");
  mkdirSync(folder, { recursive: true });
  const result = { subject: subject.name, about: subject.about, rounds: roundCount, machine, figures };
  writeFileSync(join(folder, `${subject.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: "string", default: "3" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !subjects.some((subject) => subject.name === name));
  const roundCount = Number(values.rounds);
  if (values.help || unknown !== undefined || !(roundCount >= 1)) {
    if (unknown !== undefined) console.error(`cannot measure "${unknown}": it is no subject`);
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const { processor, cores, memoryGib, kernel, loadBefore } = describeMachine();
  console.log(
    `${processor}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, load ${loadBefore.toFixed(2)}`,
  );
  if (loadBefore > cores / 2) console.log("the machine is busy: figures will be worse than they are");
  for (const subject of subjects.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  )) {
    await measure(subject, roundCount);
  }
  return 0;
}

process.exitCode = await main();
