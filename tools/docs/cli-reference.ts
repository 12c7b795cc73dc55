import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommandLine, system } from "@cobble/cli";

/** Where the page is, from the root of the checkout. */
export const cliPage = "docs/reference/cli.md";

const opening = `# Commands

Printed by the program itself: \`node tools/run-bun.js tools/docs/cli-reference.ts\` writes this page anew, and \`npm run ok\` fails when it is
old. Called \`pebble\`, the program says \`pebble\` where it says \`cobble\` here, and does the same.

Exit codes: 0 when it worked, 1 when not. \`run\` ends with 10 when the failure of a service shut it down, and with 11 when that of a check did;
\`exec\` with the code of the command; \`pod\` with 2 when a file or a value that it was given is wrong, before anything starts;
\`validate\` with 2 when layers have faults.
`;

/** What the program prints for these words. */
async function print(words: readonly string[]): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  const stdout = {
    isTerminal: false,
    write: (data: string | Uint8Array) => {
      text += typeof data === "string" ? data : decoder.decode(data);
    },
  };
  await runCommandLine({ system: { ...system, stdout }, words, calledAs: "cobble" });
  return text.trimEnd();
}

/** The commands that a list of help names: lines that begin with this many spaces, a word and an explanation. */
function namesIn(help: string, indent: number): readonly string[] {
  return help
    .split("\n")
    .flatMap((line) => new RegExp(`^ {${indent}}([a-z-]+) {2,}\\S`).exec(line)?.[1] ?? []);
}

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/**
 * Makes the text of {@link cliPage} from what the command line says of itself, in its own order.
 */
export async function makeCliReference(): Promise<string> {
  const all = await print(["help", "--all"]);
  const sections = [opening, block(all)];
  for (const name of namesIn(all, 4)) {
    sections.push(`## ${name}`, block(await print(["help", name])));
    if (name !== "pod") continue;
    for (const sub of namesIn(await print(["pod"]), 2)) {
      sections.push(`### pod ${sub}`, block(await print(["pod", sub, "--help"])));
    }
  }
  return `${sections.join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

if (import.meta.main) writeFileSync(join(import.meta.dir, "../..", cliPage), await makeCliReference());
