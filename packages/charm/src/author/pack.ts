import { join, relative } from "node:path";
import { parse } from "yaml";
import { AuthorError, UsageError } from "../errors.ts";
import { packedYaml } from "../meta.ts";
import type { ArchiveEntry } from "./archive.ts";
import { findCarried } from "./carried.ts";
import type { AuthorArgs, AuthorCommand, AuthorDeps } from "./command.ts";
import { defaultEntry, findEntry } from "./entry.ts";
import { findInstalled } from "./installed.ts";
import { manifestText, packedDescription, packedYamlText } from "./packed-metadata.ts";
import { findPlatform } from "./platform.ts";
import { loadProject, type Project } from "./project.ts";
import { bundleArgs, codeFile, dispatchScript, isPacked, type PackRuntime, packRuntimes } from "./runtime.ts";
import { toolVersion } from "./version.ts";

const readRuntime = (value: string | undefined): PackRuntime => {
  const runtime = packRuntimes.find((one) => one === (value ?? "executable"));
  if (runtime === undefined) {
    throw new UsageError(
      `cannot pack for ${JSON.stringify(value)}: --runtime is one of ${packRuntimes.join(", ")}`,
    );
  }
  return runtime;
};

/** Bun as the project has it, or as it is on PATH. */
const runBun = async (
  args: readonly string[],
  { folder, deps }: { readonly folder: string; readonly deps: AuthorDeps },
): Promise<void> => {
  const program = (await findInstalled(deps.files, { folder, program: "bun" })) ?? "bun";
  const result = await deps.run([program, ...args], { cwd: folder });
  if (result === undefined) {
    throw new AuthorError("cannot pack: there is no bun; install it with npm install --save-dev bun");
  }
  if (result.exitCode !== 0) throw new AuthorError(`cannot bundle the charm:\n${result.output.trim()}`);
};

const bundle = async (
  { folder }: Project,
  {
    runtime,
    build,
    deps,
  }: { readonly runtime: PackRuntime; readonly build: string; readonly deps: AuthorDeps },
): Promise<readonly ArchiveEntry[]> => {
  const entry = await findEntry(deps.files, folder);
  if (entry === undefined) throw new AuthorError(`cannot pack: there is no ${defaultEntry}`);
  await runBun(bundleArgs(runtime, { entry, folder: build }), { folder, deps });
  const made = await deps.files.list(build);
  const files = made.flatMap((file) => {
    const name = relative(build, file);
    if (!isPacked(runtime, name)) return [];
    return { name, file, mode: name === "dispatch" || name === codeFile ? 0o755 : 0o644 };
  });
  if (runtime === "executable") return files;
  return [{ name: "dispatch", mode: 0o755, text: dispatchScript(runtime) }, ...files];
};

/** The description's files. One in several files is packed as it is. Node is spared a reader of YAML. */
const describe = (
  project: Project,
  { data, runtime }: { readonly data: unknown; readonly runtime: PackRuntime },
): readonly ArchiveEntry[] => {
  const { main, config, actions } = project.texts;
  const isWhole = main.file === "charmcraft.yaml";
  const texts = isWhole
    ? [...packedDescription(data)]
    : [main, config, actions].flatMap((one) => (one === undefined ? [] : [[one.file, one.text] as const]));
  const entries = texts.map(([name, text]) => ({ name, text, mode: 0o644 }));
  if (runtime !== "node") return entries;
  return [...entries, { name: packedYaml, text: packedYamlText(texts.map(([, text]) => text)), mode: 0o644 }];
};

/** A file of the project does not replace one that packing makes. */
const withoutTwins = (entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] =>
  [...new Map(entries.toReversed().map((entry) => [entry.name, entry])).values()].toReversed();

const describeSize = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(0)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const execute = async (args: AuthorArgs, deps: AuthorDeps): Promise<0 | 1> => {
  const runtime = readRuntime(args.value("runtime"));
  const project = await loadProject(deps.files, args.folder);
  // Read once more, since the archive has what the author wrote and not only what a charm asks for.
  const charmcraftText = (await deps.files.read(join(args.folder, "charmcraft.yaml"))) ?? "{}";
  const data: unknown = parse(charmcraftText);
  const platform = findPlatform(data, deps.architecture);
  const startedAt = new Date(deps.today());
  const build = await deps.files.makeTempFolder();
  try {
    const entries = withoutTwins([
      ...(await bundle(project, { runtime, build, deps })),
      ...describe(project, { data, runtime }),
      {
        name: "manifest.yaml",
        mode: 0o644,
        text: manifestText(platform, { version: toolVersion, startedAt }),
      },
      ...(await findCarried(args.folder, deps.files)),
    ]);
    const label = runtime === "executable" ? platform.label : `${platform.label}-${runtime}`;
    const path = join(args.value("output") ?? args.folder, `${project.charm.name}_${label}.charm`);
    const size = await deps.writeArchive(path, entries, { modified: startedAt });
    deps.print(`packed ${path}: ${entries.length} files, ${describeSize(size)}`);
    return 0;
  } finally {
    await deps.files.remove(build);
  }
};

/** `cobble-charm pack`. */
export const packCommand: AuthorCommand = {
  name: "pack",
  usage: "pack [--runtime=executable|node|bun] [--output=FOLDER] [FOLDER]",
  summary: "make a .charm file, as Juju deploys it",
  flags: [
    {
      name: "runtime",
      value: "RUNTIME",
      summary: "what runs it: executable (itself; the default), or node or bun of the charm's container",
    },
    { name: "output", value: "FOLDER", summary: "where to write it; the charm's folder when absent" },
  ],
  execute,
};
