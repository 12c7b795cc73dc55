import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMemoryStore } from "@cobble/charm";
import type { Script } from "./charms/scripted/script.ts";
import { effectsOf } from "./effects.ts";
import type { Answers, ToolRun } from "./tools.ts";
import {
  type CharmFiles,
  describeEnd,
  type HookEnd,
  hookEnvironment,
  type Language,
  makeUnit,
} from "./unit-folder.ts";
import type { WarmPython } from "./warm-python.ts";
import { dispatchWarm } from "./warm-typescript.ts";

/** One hook of a sequence. */
export interface SequenceHook {
  /** As in `hooks/install`. */
  readonly path: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** What tools answer otherwise than in the other hooks. */
  readonly answers?: Answers | undefined;
  /** What the charm does in this hook, and in no other: another version of it. */
  readonly script?: Script | undefined;
}

/** Hooks of one unit, with what its charm is told to do. */
export interface Sequence {
  readonly script: Script;
  readonly hooks: readonly SequenceHook[];
  readonly answers?: Answers | undefined;
  /** What lies in the charm's folder besides, by path; only for processes. Programs have the mode 0o755, when none is given. */
  readonly files?: Readonly<Record<string, { readonly text: string; readonly mode?: number }>> | undefined;
}

/** What one hook looks like from outside. */
export interface Outcome {
  readonly path: string;
  readonly exitCode: number;
  readonly said: readonly string[];
  readonly effects: readonly string[];
  /** What the charm itself wrote to the log, with levels. */
  readonly log: readonly string[];
  /** Whether the library wrote of an error. */
  readonly toldOfError: boolean;
}

/** What tools answer unless a sequence says otherwise. */
const commonAnswers: Answers = {
  "config-get": '{"level": "debug", "port": 8080}',
  "is-leader": "true",
  "relation-ids": "[]",
  "relation-ids db --format=json": '["db:3"]',
  "relation-list": '["postgres/0", "postgres/1"]',
  "relation-list --format=json --app -r db:3": '"postgres"',
  "relation-get": '{"host": "10.0.0.9"}',
  "action-get": "{}",
  "status-get": '{"status": "active", "message": "as it was", "status-data": {}}',
  "status-get --include-data --format=json --application=true":
    '{"application-status": {"status": "waiting", "message": "for all", "status-data": {}}, "units": {}}',
  "storage-list": "[]",
  "opened-ports": "[]",
};

/** What authors of scripts begin their log lines with. */
const authored = "author:";

const logOf = (runs: readonly ToolRun[]): readonly (readonly [level: string, text: string])[] =>
  runs.flatMap(({ words: [tool, _flag, level = "", _dashes, text = ""] }) =>
    tool === "juju-log" ? [[level, text] as const] : [],
  );

const outcomeOf = (path: string, { exitCode, said, runs }: HookEnd): Outcome => {
  const log = logOf(runs);
  const own = log.filter(([, text]) => text.startsWith(authored));
  return {
    path,
    exitCode,
    said,
    effects: effectsOf(runs),
    log: own.map(([level, text]) => `${level} ${text}`),
    toldOfError: log.some(([level, text]) => level === "ERROR" && !text.startsWith(authored)),
  };
};

const charmFolder = join(import.meta.dir, "charms/scripted");
const charm: CharmFiles = {
  python: join(charmFolder, "scripted.py"),
  typescript: join(charmFolder, "scripted.ts"),
};
const descriptions = ["metadata.yaml", "config.yaml", "actions.yaml"];

/** A folder of the scripted charm, removed at the end. */
const makeFolder = async (): Promise<AsyncDisposable & { readonly folder: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-sequence-"));
  for (const file of descriptions) await copyFile(join(charmFolder, file), join(folder, file));
  await writeFile(join(folder, "dispatch"), "");
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};

/** Runs a sequence in both languages, in processes that are warm. */
export const runWarm = async (
  warm: WarmPython,
  { script, hooks, answers }: Sequence,
): Promise<{ readonly theirs: readonly Outcome[]; readonly ours: readonly Outcome[] }> => {
  await using unit = await makeFolder();
  const { folder } = unit;
  const store = createMemoryStore();
  const theirs: Outcome[] = [];
  const ours: Outcome[] = [];
  for (const { path, env, answers: extra, script: newer = script } of hooks) {
    const all = { ...commonAnswers, ...answers, ...extra };
    await writeFile(join(folder, "script.json"), JSON.stringify(newer));
    const hook = { folder, env: { ...hookEnvironment(folder, path), ...env }, answers: all };
    const [their, our] = [await warm.dispatch(hook), await dispatchWarm({ script: newer, store }, hook)];
    if (process.env["COBBLE_DIFFERENTIAL_DEBUG"]) {
      console.error(describeEnd(their, charm.python), describeEnd(our, charm.typescript));
    }
    theirs.push(outcomeOf(path, their));
    ours.push(outcomeOf(path, our));
  }
  return { theirs, ours };
};

/** Runs a sequence in a process for each hook, with programs as tools. */
export const runInProcesses = async (
  language: Language,
  { script, hooks, answers, files = {} }: Sequence,
): Promise<readonly Outcome[]> => {
  await using unit = await makeUnit(charm, language);
  for (const [path, { text, mode = 0o755 }] of Object.entries(files)) {
    await mkdir(dirname(join(unit.folder, path)), { recursive: true });
    await writeFile(join(unit.folder, path), text, { mode });
  }
  const outcomes: Outcome[] = [];
  for (const { path, env, answers: extra, script: newer = script } of hooks) {
    await writeFile(join(unit.folder, "script.json"), JSON.stringify(newer));
    await unit.tools.answer({ ...commonAnswers, ...answers, ...extra });
    outcomes.push(outcomeOf(path, await unit.dispatch(path, env)));
  }
  return outcomes;
};
