import { join } from "node:path";
import type { AuthorArgs, AuthorCommand, AuthorDeps } from "./command.ts";
import { declarationsFile } from "./declarations.ts";
import { defaultEntry, findEntry } from "./entry.ts";
import { findInstalled } from "./installed.ts";
import { loadProject, type Project } from "./project.ts";
import { areCurrent } from "./types.ts";

/** One thing that is looked at. */
interface Finding {
  readonly subject: string;
  /** What is wrong, each with what to do; empty when nothing is. */
  readonly faults: readonly string[];
  /** Why it could not be looked at. */
  readonly skipped?: string;
}

const checkDeclarations = async (project: Project, deps: AuthorDeps): Promise<Finding> => {
  const subject = declarationsFile;
  if (!(await deps.files.isFile(join(project.folder, declarationsFile)))) {
    return { subject, faults: [], skipped: "there is none; cobble-charm types makes it" };
  }
  const isOld = !(await areCurrent(project, deps));
  return { subject, faults: isOld ? [`${declarationsFile}: is old: run cobble-charm types`] : [] };
};

/** A file that runs a charm calls `main` with it. */
const callsMain = /\bmain\s*\(/;

const checkEntry = async ({ folder }: Project, deps: AuthorDeps): Promise<Finding> => {
  const entry = await findEntry(deps.files, folder);
  if (entry === undefined) {
    return {
      subject: "entry",
      faults: [`${defaultEntry}: cannot be found: the charm's class and its call of main belong there`],
    };
  }
  const text = (await deps.files.read(join(folder, entry))) ?? "";
  const faults = callsMain.test(text) ? [] : [`${entry}: never calls main, so a hook would do nothing`];
  return { subject: entry, faults };
};

/** What every charm says about itself before others can find it. */
const checkWords = ({ charm, texts }: Project): Finding => {
  const missing = (["summary", "description"] as const).filter((field) => charm[field] === "");
  const faults = missing.map(
    (field) => `${texts.main.file}: has no ${field}, without which charmcraft refuses it`,
  );
  return { subject: "words", faults };
};

const checkImages = ({ charm, texts }: Project): Finding => {
  const used = new Set([...charm.containers.values()].map(({ resource }) => resource));
  const faults = [...charm.resources]
    .filter(([name, { type }]) => type === "oci-image" && !used.has(name))
    .map(
      ([name]) =>
        `${texts.main.file}: resource ${JSON.stringify(name)} is an image that no container is made from`,
    );
  return { subject: "images", faults };
};

const checkTypes = async ({ folder }: Project, deps: AuthorDeps): Promise<Finding> => {
  const subject = "types";
  const skip = (skipped: string): Finding => ({ subject, faults: [], skipped });
  if (!(await deps.files.isFile(join(folder, "tsconfig.json")))) return skip("there is no tsconfig.json");
  const compiler = await findInstalled(deps.files, { folder, program: "tsc" });
  if (compiler === undefined) return skip("TypeScript is not installed here");
  const result = await deps.run([compiler, "--noEmit", "--pretty", "false"], { cwd: folder });
  if (result === undefined) return skip("TypeScript could not be started");
  return { subject, faults: result.exitCode === 0 ? [] : result.output.trim().split("\n") };
};

const execute = async ({ folder }: AuthorArgs, deps: AuthorDeps): Promise<0 | 1> => {
  const project = await loadProject(deps.files, folder);
  const findings: readonly Finding[] = [
    checkWords(project),
    checkImages(project),
    await checkEntry(project, deps),
    await checkDeclarations(project, deps),
    await checkTypes(project, deps),
  ];
  for (const { subject, skipped } of findings) {
    if (skipped !== undefined) deps.print(`not checked: ${subject}: ${skipped}`);
  }
  const faults = findings.flatMap((finding) => finding.faults);
  for (const fault of faults) deps.printError(fault);
  if (faults.length > 0) return 1;
  const checked = [
    project.texts.main.file,
    ...findings.filter((one) => one.skipped === undefined).map((one) => one.subject),
  ];
  deps.print(`${project.charm.name}: no fault in ${checked.join(", ")}`);
  return 0;
};

/** `cobble-charm check`. */
export const checkCommand: AuthorCommand = {
  name: "check",
  usage: "check [FOLDER]",
  summary: "say what is wrong with a charm's project: its description, its declarations, its types",
  flags: [],
  execute,
};
