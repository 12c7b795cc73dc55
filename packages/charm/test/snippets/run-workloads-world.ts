import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Container } from "@cobble/charm";
import { makeTempDir } from "../charm-process.ts";
import { startSupervisor } from "../supervisor.ts";
import { makeRootedDeps, type Owners } from "./rooted.ts";

/** The programs that the page's code starts. */
const programs = {
  pause: "exec sleep 1000",
  snappass: "echo snappass runs; exec sleep 1000",
  pg_dump: 'echo "-- dump of $1"; echo "dumped as $PGUSER"; echo "1 table skipped" >&2',
};

/** Writes a file, and the folders above it. */
export const writeAt = async (path: string, text: string): Promise<void> => {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
};

/** Reads a file. */
export const readAt = (path: string): Promise<string> => readFile(path, "utf8");

/** What the page's code runs in: a supervisor of its own, and a container whose `/` is a folder of the test. */
export const makeWorld = async () => {
  const bin = await makeTempDir();
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin.path, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin.path, name), 0o755);
  }
  const supervisor = await startSupervisor({ env: { PATH: `${bin.path}:${process.env["PATH"]}` } });
  const { socketPath, workDir } = supervisor;
  const owners: Owners = new Map();
  const [root, localRoot] = [join(workDir, "root"), join(workDir, "beside")];
  const container = new Container("main", makeRootedDeps({ socketPath, root, localRoot, owners }));
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  return {
    container,
    /** The container's `/`, and the charm's own. */
    root,
    localRoot,
    owners,
    /** What has been logged. */
    said,
    log: { info: say, warning: say, error: say },
    /** Adds services that do nothing, and starts them. */
    async startServices(...names: readonly [string, ...string[]]): Promise<void> {
      const service = { override: "replace", command: "pause", environment: { PGUSER: "admin" } } as const;
      const services = Object.fromEntries(names.map((name) => [name, service]));
      await container.addLayer("test", { services }, { combine: true });
      await container.start(...names);
    },
    /** Has relative paths of this process mean those of a folder of the test. */
    async inWorkDir(body: () => Promise<void>): Promise<void> {
      const before = process.cwd();
      process.chdir(workDir);
      try {
        await body();
      } finally {
        process.chdir(before);
      }
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await supervisor[Symbol.asyncDispose]();
      await bin[Symbol.asyncDispose]();
    },
  };
};

/** {@link makeWorld}'s. */
export type World = Awaited<ReturnType<typeof makeWorld>>;
