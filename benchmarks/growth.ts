/**
 * Measures how what Cobble needs grows with how much there is: `growth.ts [noun...]`. Figures go to results/growth.json, drawings of
 * all that are there to docs/explanation/plots. It ends with 1 when something grows faster than n log n.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contender, findContenders } from "./contender.ts";
import { checks } from "./growth/checks.ts";
import { connections } from "./growth/connections.ts";
import { type Curve, growthOf, toCurves } from "./growth/curve.ts";
import { followers } from "./growth/followers.ts";
import type { Growing } from "./growth/growing.ts";
import { notices } from "./growth/notices.ts";
import { plan } from "./growth/plan.ts";
import { drawPlot } from "./growth/plot.ts";
import { services } from "./growth/services.ts";
import type { Measure } from "./measure.ts";
import { stayOnOtherCore } from "./other-core.ts";
import { describeMachine, type Machine } from "./report.ts";

const all: readonly Growing[] = [services, plan, checks, notices, followers, connections];

const resultPath = join(import.meta.dir, "results/growth.json");
const plotFolder = join(import.meta.dir, "../docs/explanation/plots");

async function measureCurves(growing: Growing, contender: Contender): Promise<readonly Curve[]> {
  using _core = stayOnOtherCore();
  const measured: { readonly count: number; readonly measures: readonly Measure[] }[] = [];
  for (const count of growing.counts) {
    measured.push({ count, measures: await growing.measure(contender, count) });
  }
  return toCurves(measured);
}

function format(curve: Curve): string {
  const { exponent, isTooFast } = growthOf(curve);
  const values = curve.points.map(([, value]) => value.toPrecision(3).padStart(9)).join(" ");
  const verdict = isTooFast ? "  worse than n log n" : "";
  return `  ${curve.what.padEnd(26)} ${values} ${curve.unit.padEnd(4)} n^${exponent.toFixed(2)}${verdict}`;
}

/** What is kept of a noun, for who reads the file. */
interface Result {
  readonly noun: string;
  readonly about: string;
  readonly machine: Machine;
  readonly curves: readonly object[];
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const toRecord = (curve: Curve): object => ({
  what: curve.what,
  unit: curve.unit,
  values: Object.fromEntries(curve.points.map(([count, value]) => [count, rounded(value)])),
  exponent: rounded(growthOf(curve).exponent),
  isTooFast: growthOf(curve).isTooFast,
});

/** The nouns that were measured before, without those that are measured now. */
function readOthers(nouns: readonly string[]): readonly Result[] {
  if (!existsSync(resultPath)) return [];
  // What this very tool has written.
  const { nouns: known } = JSON.parse(readFileSync(resultPath, "utf8")) as {
    readonly nouns: readonly Result[];
  };
  return known.filter(({ noun }) => !nouns.includes(noun));
}

async function main(words: readonly string[]): Promise<number> {
  const unknown = words.find((word) => !all.some(({ noun }) => noun === word));
  const [contender] = findContenders(join(import.meta.dir, ".."));
  if (unknown !== undefined || contender === undefined) {
    console.error(`cannot measure "${unknown}": it is none of ${all.map(({ noun }) => noun).join(", ")}`);
    return 2;
  }
  const machine = describeMachine();
  mkdirSync(plotFolder, { recursive: true });
  const results: Result[] = [];
  let faults = 0;
  for (const growing of all.filter(({ noun }) => words.length === 0 || words.includes(noun))) {
    const { noun, about } = growing;
    console.log(
      `\n${noun}, ${growing.counts.map((count) => count.toLocaleString("en")).join("; ")}: ${about}`,
    );
    const curves = await measureCurves(growing, contender);
    console.log(curves.map(format).join("\n"));
    faults += curves.filter((curve) => growthOf(curve).isTooFast).length;
    writeFileSync(join(plotFolder, `${noun}.svg`), drawPlot(noun, curves));
    results.push({ noun, about, machine, curves: curves.map(toRecord) });
  }
  const nouns = [...readOthers(results.map(({ noun }) => noun)), ...results];
  writeFileSync(resultPath, `${JSON.stringify({ nouns }, null, 2)}\n`);
  return faults > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
