import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "./compile.ts";

/** What tools print; those that only take something print nothing. */
const answers: Readonly<Record<string, string>> = {
  "config-get": '{"port": 8080, "level": "info"}',
  "is-leader": "true",
  "relation-ids": '["backends:3"]',
  "relation-list": JSON.stringify(Array.from({ length: 50 }, (_, index) => `backend/${index}`)),
  "relation-get": '{"host": "10.0.0.9", "port": "80", "ingress-address": "10.0.0.9"}',
  "status-set": "",
  "juju-log": "",
};

/**
 * Makes the hook tools of a charm in a folder: one small program under many names, so that they cost whoever runs them the
 * same, and little. What was run is in the file `record`, a line each.
 * @returns the folder to put on PATH
 */
export async function makeHookTools(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  await mkdir(join(folder, "answers"));
  await writeFile(join(folder, "record"), "");
  const program = join(folder, "hook-tool");
  compile("hook-tool", program);
  for (const [tool, answer] of Object.entries(answers)) {
    await copyFile(program, join(bin, tool));
    await writeFile(join(folder, "answers", tool), answer);
  }
  return bin;
}
