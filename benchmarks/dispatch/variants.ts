import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzip } from "../../e2e/unzip.ts";
import { findPython } from "./python.ts";

const root = join(import.meta.dir, "../..");
const project = join(import.meta.dir, "charm");
/** The tool of authors as they have it: what the build leaves. */
const packTool = join(root, "packages/charm/dist/author/main.js");
const runtimes = { cobble: "executable", "Cobble on Node": "node", "Cobble on Bun": "bun" } as const;

/** One way to run the charm that is measured. */
export interface Variant {
  readonly name: string;
  /** The charm's folder, as the agent unpacks it. */
  readonly charmDir: string;
  readonly command: readonly string[];
}

/** Packs the charm with `cobble-charm pack`, and unpacks what that made. */
async function unpack(runtime: string, folder: string): Promise<void> {
  const { exitCode, stderr } = Bun.spawnSync(
    ["node", packTool, "pack", `--runtime=${runtime}`, `--output=${folder}`, join(folder, "project")],
    { stdout: "ignore" },
  );
  if (exitCode !== 0) throw new Error(`cannot pack the charm: ${stderr.toString()}`);
  const [archive] = new Bun.Glob(runtime === "executable" ? "*64.charm" : `*-${runtime}.charm`).scanSync(
    folder,
  );
  await unzip(join(folder, archive ?? ""), join(folder, runtime));
}

/** The same charm in Python beside the description that was packed; undefined without a Python that has ops. */
async function makePython(folder: string): Promise<Variant | undefined> {
  const python = findPython("ops");
  if (python === undefined) return undefined;
  const charmDir = join(folder, "python");
  await mkdir(charmDir);
  for (const file of ["metadata.yaml", "config.yaml", "actions.yaml"])
    await cp(join(folder, "executable", file), join(charmDir, file));
  await cp(join(project, "charm.py"), join(charmDir, "charm.py"));
  // The library looks whether there is one, to tell agents that know it from those that do not.
  await writeFile(join(charmDir, "dispatch"), "");
  return { name: "Python ops", charmDir, command: [python, "charm.py"] };
}

/**
 * Makes the charm in each way that it can be run here, below a folder.
 * @throws {Error} when the libraries are not built, or the charm does not pack
 */
export async function makeVariants(folder: string): Promise<readonly Variant[]> {
  await cp(project, join(folder, "project"), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "project/node_modules"));
  const variants: Variant[] = [];
  for (const [name, runtime] of Object.entries(runtimes)) {
    await unpack(runtime, folder);
    variants.push({ name, charmDir: join(folder, runtime), command: ["./dispatch"] });
  }
  const python = await makePython(folder);
  return python === undefined ? variants : [...variants, python];
}
