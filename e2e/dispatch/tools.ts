import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** One run of a hook tool: its name and arguments, what it was given to read, and the files that its arguments name. */
export interface ToolRun {
  readonly words: readonly string[];
  readonly input: string;
}

/** Hook tools that answer from a table and note how they were run. */
export interface Tools {
  /** The folder to put on PATH. */
  readonly bin: string;
  readonly runs: () => Promise<readonly ToolRun[]>;
  /** Gives them other answers, all at once. @param answers see {@link Answers} */
  readonly answer: (answers: Answers) => Promise<void>;
}

/**
 * What tools print, by their name and arguments, or by their name for any arguments; nothing otherwise. An answer that begins
 * with an exclamation mark is an error: the tool writes the rest to its standard error, and fails.
 */
export type Answers = Readonly<Record<string, string>>;

const names = [
  ...[
    "action-fail",
    "action-get",
    "action-log",
    "action-set",
    "add-metric",
    "application-version-set",
    "close-port",
    "config-get",
  ],
  ...[
    "credential-get",
    "goal-state",
    "is-leader",
    "juju-log",
    "juju-reboot",
    "network-get",
    "open-port",
    "opened-ports",
  ],
  ...["relation-get", "relation-ids", "relation-list", "relation-model-get", "relation-set", "resource-get"],
  ...[
    "secret-add",
    "secret-get",
    "secret-grant",
    "secret-ids",
    "secret-info-get",
    "secret-remove",
    "secret-revoke",
    "secret-set",
  ],
  ...[
    "state-delete",
    "state-get",
    "state-set",
    "status-get",
    "status-set",
    "storage-add",
    "storage-get",
    "storage-list",
  ],
];

// One program under many names. Its record has an entry a run: the words, then what it read, each with its length in bytes.
const script = `#!/bin/bash
here=\${0%/*}/..
name=\${0##*/}
input=""
for word in "$@"; do
  case $word in
    -) input+=$(</dev/stdin) ;;
    *#file=*) input+="\${word%%#file=*}=$(<"\${word#*#file=}")"$'\\n' ;;
  esac
done
exec 9>>"$here/lock"; flock 9
{ printf '%s\\0' $(($# + 2)) "$name" "$@" "$input"; } >>"$here/record"
call="$name $*"
answer=$here/answers/\${call//\\//%}
[[ -f $answer ]] || answer=$here/answers/$name
[[ -f $answer ]] || exit 0
said=$(<"$answer")
if [[ $said == !* ]]; then printf '%s\\n' "\${said#!}" >&2; exit 1; fi
printf '%s\\n' "$said"
`;

const readRuns = (record: string): readonly ToolRun[] => {
  const fields = record.split("\0");
  const runs: ToolRun[] = [];
  for (let at = 0; at < fields.length - 1; ) {
    const count = Number(fields[at]);
    const words = fields.slice(at + 1, at + count);
    runs.push({ words, input: fields[at + count] ?? "" });
    at += count + 1;
  }
  return runs;
};

/** Makes the tools in a folder. They have no answers yet. */
export const makeTools = async (folder: string): Promise<Tools> => {
  const bin = join(folder, "bin");
  const answers = join(folder, "answers");
  await mkdir(bin, { recursive: true });
  await writeFile(join(folder, "record"), "");
  for (const name of names) {
    await writeFile(join(bin, name), script);
    await chmod(join(bin, name), 0o755);
  }
  return {
    bin,
    runs: async () => readRuns(await readFile(join(folder, "record"), "utf8")),
    answer: async (table) => {
      await rm(answers, { recursive: true, force: true });
      await mkdir(answers);
      for (const [call, answer] of Object.entries(table))
        await writeFile(join(answers, call.replaceAll("/", "%")), answer);
    },
  };
};
