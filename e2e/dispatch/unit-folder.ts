import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "../support.ts";
import { makeTools, type ToolRun, type Tools } from "./tools.ts";

/** The Python that has ops, if one has. */
export const python: string = process.env["COBBLE_PYTHON"] ?? "python3";

const look = Bun.spawnSync([python, "-c", "import ops"], { stdio: ["ignore", "ignore", "ignore"] });

/** Whether there is something to compare with. */
export const hasOps: boolean = look.exitCode === 0;

const programs = { python, typescript: join(root, "node_modules/.bin/bun") } as const;

/** What the charm is written in. */
export type Language = keyof typeof programs;

/** The programs of a charm; its descriptions lie beside them. */
export type CharmFiles = Readonly<Record<Language, string>>;

/** How one hook ended. */
export interface HookEnd {
  readonly exitCode: number;
  /** The lines that the charm said, without what it begins them with. */
  readonly said: readonly string[];
  readonly stderr: string;
  /** The tools that it ran, in order. */
  readonly runs: readonly ToolRun[];
}

/** One unit of a charm: a folder of its own, and its tools. */
export interface UnitFolder extends AsyncDisposable {
  readonly folder: string;
  readonly tools: Tools;
  /** Runs one hook to its end. @param path as in `hooks/install` */
  readonly dispatch: (path: string, env?: Readonly<Record<string, string>>) => Promise<HookEnd>;
}

/** The environment of each hook of the unit. */
export const hookEnvironment = (folder: string, path: string): Readonly<Record<string, string>> => ({
  HOME: folder,
  JUJU_CHARM_DIR: folder,
  JUJU_UNIT_NAME: "shop/0",
  JUJU_MODEL_NAME: "test",
  JUJU_MODEL_UUID: "b3f1b5b8-3c5c-4c6c-8a5c-3c5c4c6c8a5c",
  JUJU_VERSION: "3.6.4",
  JUJU_DISPATCH_PATH: path,
});

const saying = "said: ";

/** Makes a unit of a charm. */
export const makeUnit = async (files: CharmFiles, language: Language): Promise<UnitFolder> => {
  const charm = files[language];
  const folder = await mkdtemp(join(tmpdir(), "cobble-dispatch-"));
  for (const file of ["metadata.yaml", "config.yaml", "actions.yaml"]) {
    await copyFile(join(charm, "..", file), join(folder, file));
  }
  // Python's library looks whether there is one, to tell Jujus that know it from those that do not.
  await writeFile(join(folder, "dispatch"), "");
  const tools = await makeTools(join(folder, "tools"));
  const command = [programs[language], charm];
  return {
    folder,
    tools,
    dispatch: async (path, env = {}) => {
      const before = (await tools.runs()).length;
      const child = Bun.spawn(command, {
        cwd: folder,
        env: {
          PATH: `${tools.bin}:${process.env["PATH"]}`,
          PYTHONDONTWRITEBYTECODE: "1",
          ...hookEnvironment(folder, path),
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const [stdout, stderr, exitCode] = await Promise.all([
        child.stdout.text(),
        child.stderr.text(),
        child.exited,
      ]);
      const said = stdout.split("\n").filter((line) => line.startsWith(saying));
      const runs = (await tools.runs()).slice(before);
      return { exitCode, said: said.map((line) => line.slice(saying.length)), stderr, runs };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

/** What somebody needs who looks why a hook ended as it did. */
export const describeEnd = (end: HookEnd, charm: string): string => {
  const logged = end.runs.filter(({ words }) => words[0] === "juju-log");
  const log = logged.map(({ words }) => `${words[2]} ${words.at(-1)}`).join("\n");
  return `${basename(charm)} ended with ${end.exitCode}\n${end.stderr}\n${log}`;
};
