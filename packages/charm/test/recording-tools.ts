import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One run of a hook tool: its name and arguments. */
export type ToolRun = readonly string[];

/** Hook tools that do nothing but remember how they were run, in a folder of their own. */
export interface RecordingTools extends AsyncDisposable {
  /** The folder to put on PATH. */
  readonly bin: string;
  /** Makes a tool print this from now on. */
  answer(tool: string, output: string): Promise<void>;
  /** Makes a tool write to its standard error and exit with 1 from now on. */
  fail(tool: string, message: string): Promise<void>;
  /** What was run so far, in order. */
  runs(): Promise<readonly ToolRun[]>;
}

const tools = [
  ...["config-get", "is-leader", "status-set", "status-get", "juju-log", "application-version-set"],
  ...["action-get", "action-set", "action-fail", "action-log"],
  ...["relation-ids", "relation-list", "relation-get", "relation-set", "secret-get", "storage-get"],
  ...["state-get", "state-set", "state-delete"],
];

// Each argument ends with a NUL and each run with a newline after it, written at once so that runs cannot mix.
const script = `#!/bin/sh
here=$(dirname "$0")
name=$(basename "$0")
{ printf '%s\\0' "$name" "$@"; printf '\\n\\0'; } >> "$here/../record"
if [ -f "$here/../$name.fail" ]; then cat "$here/../$name.fail" >&2; exit 1; fi
if [ -f "$here/../$name.answer" ]; then cat "$here/../$name.answer"; fi
`;

const readRuns = (record: string): readonly ToolRun[] =>
  record
    .split("\0\n\0")
    .filter((run) => run !== "")
    .map((run) => run.split("\0"));

/** Makes the tools, in a new folder that is removed at the end. `config-get` and `action-get` answer with nothing set. */
export const makeRecordingTools = async (): Promise<RecordingTools> => {
  const root = await mkdtemp(join(tmpdir(), "charm-tools-"));
  const bin = join(root, "bin");
  await mkdir(bin);
  await writeFile(join(root, "record"), "");
  for (const tool of tools) {
    await writeFile(join(bin, tool), script);
    await chmod(join(bin, tool), 0o755);
  }
  const answer = (tool: string, output: string): Promise<void> =>
    writeFile(join(root, `${tool}.answer`), output);
  await answer("config-get", "{}");
  await answer("action-get", "{}");
  await answer("is-leader", "true");
  return {
    bin,
    answer,
    fail: (tool, message) => writeFile(join(root, `${tool}.fail`), message),
    runs: async () => readRuns(await readFile(join(root, "record"), "utf8")),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
};
