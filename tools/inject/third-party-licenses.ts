import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is read of a `package.json`. */
interface Manifest {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** The packages from npm that end up in the executable: what ours depend on, and what those do. */
export function bundledPackages(root: string, ours: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
      if (name.startsWith("@cobble/") || found.has(name)) continue;
      found.add(name);
      visit(join(root, "node_modules", name));
    }
  };
  for (const name of ours) visit(join(root, "packages", name));
  return [...found].sort((a, b) => a.localeCompare(b, "en"));
}

/** @throws {Error} when a package comes without the text of its licence */
function packageSection(root: string, name: string): string {
  const folder = join(root, "node_modules", name);
  const { version, license } = readManifest(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`cannot find the licence of ${name} in ${folder}`);
  return `## ${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

/** The exact version of the C library, as the distribution or the library itself names it. */
function glibcVersion(libc: string): string {
  const debian = existsSync("/etc/debian_version")
    ? Bun.spawnSync(["dpkg-query", "-W", "libc6"], { stderr: "ignore" })
    : undefined;
  if (debian?.exitCode === 0) return `Debian ${debian.stdout.toString().trim().replace("\t", " ")}`;
  return Bun.spawnSync([libc]).stdout.toString().split("\n")[0] ?? "";
}

/** What the folder holds that is not ours, with every licence: one text. */
export function thirdPartyLicenses(
  root: string,
  options: { readonly ours: readonly string[]; readonly libc: string; readonly libraries: readonly string[] },
): string {
  const licence = (name: string): string => readFileSync(join(root, "licenses", name), "utf8");
  return `# What this folder holds that is not Cobble's

Cobble is under the Apache licence 2.0. The executable \`cobble\` (\`pebble\` is its second name) contains Bun ${Bun.version} and the packages
listed below. The folder \`lib\` has the GNU C library, unchanged.

## The GNU C library (${glibcVersion(options.libc)})

${options.libraries.map((name) => `\`lib/${name}\``).join(", ")} are files of the GNU C library, unchanged, under the GNU Lesser General Public
License 2.1, text below. Source: the package of that name and version in the distribution's archive, or <https://sourceware.org/glibc/>.
To replace it, put other files of the same names into \`lib\`: the executable is linked to them when it starts, and finds them beside itself.

${licence("bun.md").replace(/^#/gm, "##")}
${bundledPackages(root, options.ours)
  .map((name) => packageSection(root, name))
  .join("\n")}
## GNU Lesser General Public License, version 2.1

${licence("LGPL-2.1.txt")}
## GNU Library General Public License, version 2

${licence("LGPL-2.0.txt")}`;
}
