import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support.ts";
import { effectsOf } from "./effects.ts";
import type { Hook } from "./hooks.ts";
import { makeTools, type Tools } from "./tools.ts";

const charms = join(import.meta.dir, "charms");

/** The Python that has ops, if one has. */
export const python: string = process.env["COBBLE_PYTHON"] ?? "python3";

const command = {
  python: [python, "everything.py"],
  typescript: [join(root, "node_modules/.bin/bun"), "everything-main.ts"],
} as const;

/** What the charm is written in. */
export type Language = keyof typeof command;

/** What a charm did in a hook, and in those before it. */
export interface Dispatched {
  readonly exitCodes: readonly number[];
  readonly said: readonly string[];
  readonly effects: readonly string[];
}

/** What tools answer in every hook. */
const answers: Readonly<Record<string, string>> = {
  "config-get": '{"level": "debug", "port": 8080, "verbose": true}',
  "is-leader": "true",
  "relation-ids": '["db:3"]',
  "relation-list": '["postgres/0", "postgres/1"]',
  "relation-list -r 3 --app --format=json": '"postgres"',
  "relation-get": '{"host": "10.0.0.9", "port": "5432"}',
  "secret-add": "secret:d0jh9s7mp25c77a5nhg0\n",
  "secret-get": '{"password": "s3cret", "user": "me"}',
  "secret-info-get":
    '{"d0jh9s7mp25c77a5nhg0": {"revision": 4, "label": "admin", "owner": "application", "rotation": "never"}}',
  "storage-get": '{"kind": "filesystem", "location": "/var/lib/data"}',
  "storage-list": '["data/0"]',
  "action-get": '{"what": "all"}',
  "status-get": '{"status": "active", "message": "", "status-data": {"since": "today"}}',
  "opened-ports --endpoints --format=json": '["80/tcp (*)", "8000-8099/udp (db)", "icmp (*)"]',
};

/** One unit of the charm: a folder of its own, and its tools. */
interface UnitFolder {
  readonly folder: string;
  readonly tools: Tools;
}

/** Runs one hook. @returns its exit code, and what the charm said */
const dispatch = async (
  language: Language,
  { folder, tools, env }: UnitFolder & { readonly env: Readonly<Record<string, string>> },
): Promise<{ readonly exitCode: number; readonly said: readonly string[] }> => {
  const [program, file] = command[language];
  const child = Bun.spawn([program, join(charms, file)], {
    cwd: folder,
    env: {
      PATH: `${tools.bin}:${process.env["PATH"]}`,
      HOME: folder,
      PYTHONDONTWRITEBYTECODE: "1",
      JUJU_CHARM_DIR: folder,
      JUJU_UNIT_NAME: "shop/0",
      JUJU_MODEL_NAME: "test",
      JUJU_MODEL_UUID: "b3f1b5b8-3c5c-4c6c-8a5c-3c5c4c6c8a5c",
      JUJU_VERSION: "3.6.4",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode !== 0) console.error(`${language}: ${stderr}\n${await loggedBy(tools)}`);
  return { exitCode, said: stdout.split("\n").filter((line) => line.startsWith("said: ")) };
};

const loggedBy = async (tools: Tools): Promise<string> => {
  const logged = (await tools.runs()).filter(({ words }) => words[0] === "juju-log");
  return logged.map(({ words }) => words.at(-1)).join("\n");
};

/** Runs a hook of the charm, after those that come before it, on a unit of its own. */
export const runHook = async (language: Language, hook: Hook): Promise<Dispatched> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-dispatch-"));
  try {
    for (const file of ["metadata.yaml", "config.yaml", "actions.yaml"]) {
      await copyFile(join(charms, file), join(folder, file));
    }
    // Python's library looks whether there is one, to tell Jujus that know it from those that do not.
    await writeFile(join(folder, "dispatch"), "");
    const tools = await makeTools(join(folder, "tools"), { ...answers, ...hook.answers });
    const runs: Awaited<ReturnType<typeof dispatch>>[] = [];
    for (const path of [...(hook.after ?? []), hook.path]) {
      const env = { JUJU_DISPATCH_PATH: path, ...hook.env };
      runs.push(await dispatch(language, { folder, tools, env }));
    }
    return {
      exitCodes: runs.map(({ exitCode }) => exitCode),
      said: runs.flatMap(({ said }) => said),
      effects: effectsOf(await tools.runs()),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
