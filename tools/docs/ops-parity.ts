import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allCounterparts } from "../parity/counterparts/all.ts";
import { readInventory } from "../parity/inventory.ts";
import { type Match, Matcher, type NameMatch, type Verdict } from "../parity/match.ts";
import { rules } from "../parity/rules.ts";
import { readOurNames } from "../parity/typescript-names.ts";

/** The page that is made whole, from the root of the checkout. */
export const parityPage = "docs/reference/ops-parity.md";

const packages = ["charm", "client", "testing", "wire"];

const verdicts: readonly Verdict[] = ["same name", "other name", "done otherwise", "none", "not yet"];

const columns = verdicts.join(" | ");

const lastOf = (path: string): string => path.split(".").at(-1) ?? "";

/** A match and all that is below it, each counted once; what a class without a counterpart covers counts as that class does. */
const flatten = (match: NameMatch): readonly Verdict[] => [
  match.verdict,
  ...match.parameters.map(({ verdict }) => verdict),
  ...match.members.flatMap(({ verdict, parameters }) => [verdict, ...parameters.map((one) => one.verdict)]),
  ...match.covered.map(() => match.verdict),
];

const countRow = (title: string, found: readonly Verdict[]): string => {
  const counts = verdicts.map((verdict) => found.filter((one) => one === verdict).length);
  return `| ${title} | ${found.length} | ${counts.join(" | ")} |`;
};

/** What stands in a cell, where a pipe would end it. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

const answer = ({ verdict, ours }: Match): string => {
  if (verdict === "none") return `none: ${cell(ours)}`;
  return cell(ours);
};

/** A parameter by its name, and what it is here where that is another. */
const parameter = (match: Match): string => {
  const name = `\`${lastOf(match.ops)}\``;
  return match.verdict === "same name" ? name : `${name}: ${answer(match)}`;
};

const memberRow = (match: Match): string =>
  `| \`${lastOf(match.ops)}\` | ${answer(match)} | ${match.parameters.map(parameter).join("; ")} |`;

function describeName(match: NameMatch): string {
  const made =
    match.parameters.length === 0 ? [] : [`Made with: ${match.parameters.map(parameter).join("; ")}.`];
  const covered = match.covered.map((name) => `\`${name}\``).join(", ");
  return [
    `### ${match.ops}`,
    `${answer(match)}`,
    ...made,
    ...(covered === "" ? [] : [`So with it: ${covered}.`]),
    ...(match.members.length === 0
      ? []
      : [["| member | here | parameters |", "|---|---|---|", ...match.members.map(memberRow)].join("\n")]),
  ].join("\n\n");
}

const intro = `# What ops has, and what there is here

Every public name, member and parameter of the Python library ops 3.9 (\`ops\`, \`ops.pebble\`, \`ops.hookcmds\`, \`ops.tracing\`, \`ops.testing\`), and
its counterpart in \`@cobble/charm\`, \`@cobble/client\`, \`@cobble/testing\` and, for what travels between client and supervisor,
\`@cobble/wire\`. The page is made from the names that both sides export, and the build fails when a counterpart that it names does not exist.

- **same name**: it is called the same, in camelCase. A parameter may be a property of an options object.
- **other name**: it does the same, and is called differently.
- **done otherwise**: the same is reached in another way, which the page says.
- **none**: it makes no sense here, and the page says why.
- **not yet**: it is missing. It begins with \`not yet:\`.

A parameter of which nothing is said has the same name. What talks to the supervisor or to a hook tool gives a promise. Times are in milliseconds.
`;

/** What holds for all of a module. */
const abouts: Readonly<Record<string, string>> = {
  "ops.hookcmds":
    "A charm has these as methods of `this.framework.tools`. The model asks by them, too, and less often: it remembers what cannot change in a hook.",
};

/** The page, and what is wrong with the counterparts. */
export function makeParityPage(root: string): { readonly text: string; readonly faults: readonly string[] } {
  const inventory = readInventory(root);
  const matcher = new Matcher({ ours: readOurNames(root, packages), counterparts: allCounterparts, rules });
  const modules = Object.keys(inventory).map((name) => ({
    name,
    matches: matcher.matchModule(inventory, name),
  }));
  const text = [
    intro,
    [
      `| module | names | ${columns} |`,
      `|---|---|${verdicts.map(() => "---").join("|")}|`,
      ...modules.map(({ name, matches }) => countRow(`\`${name}\``, matches.flatMap(flatten))),
      countRow(
        "all",
        modules.flatMap(({ matches }) => matches.flatMap(flatten)),
      ),
    ].join("\n"),
    ...modules.flatMap(({ name, matches }) => [
      `## The module ${name}`,
      abouts[name] ?? "",
      ...matches.map(describeName),
    ]),
  ].join("\n\n");
  return { text: `${text.replaceAll(/\n{3,}/g, "\n\n").trimEnd()}\n`, faults: matcher.faults };
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "../..");
  const { text, faults } = makeParityPage(root);
  for (const fault of faults) console.error(`tools/parity: ${fault}`);
  if (faults.length > 0) process.exit(1);
  writeFileSync(join(root, parityPage), text);
}
