import { join } from "node:path";
import { effectsOf } from "./effects.ts";
import type { Hook } from "./hooks.ts";
import { type CharmFiles, describeEnd, type HookEnd, type Language, makeUnit } from "./unit-folder.ts";

const folder = join(import.meta.dir, "charms");
const charm: CharmFiles = {
  python: join(folder, "everything.py"),
  typescript: join(folder, "everything-main.ts"),
};

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
  "relation-list --format=json --app -r db:3": '"postgres"',
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

/** Runs a hook of the charm, after those that come before it, on a unit of its own. */
export const runHook = async (language: Language, hook: Hook): Promise<Dispatched> => {
  await using unit = await makeUnit(charm, language);
  await unit.tools.answer({ ...answers, ...hook.answers });
  const ends: HookEnd[] = [];
  for (const path of [...(hook.after ?? []), hook.path]) {
    const end = await unit.dispatch(path, hook.env);
    if (end.exitCode !== 0) console.error(describeEnd(end, charm[language]));
    ends.push(end);
  }
  return {
    exitCodes: ends.map(({ exitCode }) => exitCode),
    said: ends.flatMap(({ said }) => said),
    effects: effectsOf(ends.flatMap(({ runs }) => runs)),
  };
};
