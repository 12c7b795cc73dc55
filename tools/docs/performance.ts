import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure, Machine } from "../../benchmarks/report.ts";
import { type Target, targets } from "../../benchmarks/targets.ts";
import { withPart } from "./made-part.ts";

/** The page that has the figures. */
export const performancePage = "docs/explanation/performance.md";

const results = "benchmarks/results";

/** What `benchmarks/run.ts` leaves of a subject. */
interface Result {
  readonly subject: string;
  readonly about: string;
  readonly rounds: number;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** The subjects in the order of the page; what is not named comes last. */
const order = [
  ...[
    "cold-start",
    "cli",
    "idle",
    "requests",
    "plan",
    "exec",
    "exec-stream",
    "files",
    "notices",
    "logs",
    "follow",
  ],
  ...["forward", "restart", "scale", "checks", "mixed", "dispatch", "charm-tests"],
];

const readResults = (root: string): readonly Result[] =>
  readdirSync(join(root, results))
    .filter((file) => file.endsWith(".json") && file !== "growth.json")
    // Written by benchmarks/run.ts, in this shape.
    .map((file) => JSON.parse(readFileSync(join(root, results, file), "utf8")) as Result)
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.subject.localeCompare(b.subject));

const placeOf = ({ subject }: Result): number => {
  const place = order.indexOf(subject);
  return place === -1 ? order.length : place;
};

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));

const shownTarget = (target: Target, unit: string): string => {
  const bound = "ratio" in target ? target.ratio : target.amount;
  const sign = bound === "at least" ? "≥" : "≤";
  return "ratio" in target ? `${sign} ${target.of}x` : `${sign} ${shown(target.of)} ${unit}`;
};

/** Whether a figure comes to its target; undefined when it was not compared with the reference and has to be. */
export const isMet = (target: Target, { of, ratio }: Figure): boolean | undefined => {
  const value = "ratio" in target ? ratio : of["cobble"]?.median;
  if (value === undefined) return undefined;
  return ("ratio" in target ? target.ratio : target.amount) === "at least"
    ? value >= target.of
    : value <= target.of;
};

const verdict = (target: Target | undefined, figure: Figure): string => {
  if (target === undefined) return " |";
  const met = isMet(target, figure);
  return `${shownTarget(target, figure.unit)} | ${met === undefined ? "" : met ? "met" : "**missed**"}`;
};

const row = (
  subject: string,
  { figure, columns }: { figure: Figure; columns: readonly string[] },
): string => {
  const { what, unit, of, ratio } = figure;
  const cells = [what, ...columns.map((name) => (of[name] ? shown(of[name].median) : "")), unit];
  const target = targets[subject]?.[what];
  return `| ${cells.join(" | ")} | ${ratio === undefined || !Number.isFinite(ratio) ? "" : `${ratio.toFixed(2)}x`} | ${verdict(target, figure)} |\n`;
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const section = ({ subject, about, rounds, machine, figures }: Result): string => {
  const columns = [...new Set(figures.flatMap(({ of }) => Object.keys(of)))];
  return (
    `\n### ${subject}\n${capitalised(about)}. Rounds: ${rounds}; load before: ${machine.loadBefore.toFixed(2)}.\n\n` +
    `| what | ${columns.map(capitalised).join(" | ")} | unit | ratio | target | |\n|---|${"---|".repeat(columns.length)}---|---|---|---|\n` +
    figures.map((figure) => row(subject, { figure, columns })).join("")
  );
};

/** The page with its figures made anew from the results of the benchmarks. */
export const withFigures = (page: string, root: string): string =>
  withPart(page, "figures", readResults(root).map(section).join(""));

/** Targets of figures that the results of their subject have not, as sentences; a subject may still have to be measured. */
export const findLostTargets = (root: string): readonly string[] => {
  const found = readResults(root);
  const known = new Set(
    found.flatMap(({ subject, figures }) => figures.map(({ what }) => `${subject}: ${what}`)),
  );
  return Object.entries(targets)
    .filter(([name]) => found.some(({ subject }) => subject === name))
    .flatMap(([subject, figures]) => Object.keys(figures).map((what) => `${subject}: ${what}`))
    .filter((name) => !known.has(name))
    .map((name) => `benchmarks/targets.ts: no result has the figure "${name}"`);
};

if (import.meta.main) {
  const root = join(import.meta.dir, "../..");
  const path = join(root, performancePage);
  if (existsSync(path)) writeFileSync(path, withFigures(readFileSync(path, "utf8"), root));
  for (const fault of findLostTargets(root)) console.error(fault);
}
