// A page that a test runs is read from top to bottom, as a reader would: each block of code below is a step.
//
//   ```sh                          is run in a shell, in the folder where the last one ended; it has to succeed
//   ```                            after it is what it wrote (see output.ts)
//   <!-- fails -->                 above a ```sh block: it has to fail
//   <!-- not run -->               above any block: it is for readers only
//   <!-- terminal: NAME -->        above a ```sh block: it is started in a terminal of its own, and goes on;
//                                  above a ``` block: these lines come in that terminal, in any order, sooner or later
//   <!-- write: FILE -->           above any block: that is the file now
//   <!-- append: FILE -->          above any block: it is put at the end of that file
//   <!-- edit: FILE, below: LINE --> above any block: it is put below that line, which the file has once; `above` and
//                                  `instead of` likewise
//   <!-- same: FILE -->            above any block: that is what the steps so far have made of the file
//
// Marks stand on the line above their block. Blocks in other languages without a mark are not looked at.

/** What a reader does, or looks at. */
export type PageAction =
  | { readonly kind: "run"; readonly fails: boolean; readonly terminal?: string }
  | { readonly kind: "compare"; readonly terminal?: string }
  | { readonly kind: "write" | "append"; readonly file: string }
  | { readonly kind: "edit"; readonly file: string; readonly place: EditPlace; readonly at: string }
  | { readonly kind: "same"; readonly file: string };

/** Where a block goes, from a line that is there. */
export type EditPlace = "below" | "above" | "instead of";

/** One block of a page, and what is done with it. */
export type PageStep = PageAction & {
  /** The line of the page that its code begins at. */
  readonly line: number;
  readonly code: string;
};

interface Block {
  readonly mark: string | undefined;
  readonly language: string;
  readonly line: number;
  readonly code: string;
}

/** The blocks of a page, with the comment right above each. */
function* readBlocks(page: string): Generator<Block> {
  const lines = page.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^```(\w*)$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const end = lines.indexOf("```", index + 1);
    if (end === -1) throw new Error(`cannot read the block at line ${index + 1}: it has no end`);
    const mark = /^<!-- (.+) -->$/.exec(lines[index - 1] ?? "")?.[1];
    const code = lines.slice(index + 1, end).map((line) => `${line}\n`);
    yield { mark, language: fence[1] ?? "", line: index + 2, code: code.join("") };
    index = end;
  }
}

const editMark = /^edit: (\S+), (below|above|instead of): (.+)$/;

/** What a mark says; undefined when it is for readers, or for another tool. */
const actionOfMark = (mark: string, { language, line }: Block): PageAction | undefined => {
  const [, word = "", value = ""] = /^([a-z ]+)(?:: (.+))?$/.exec(mark) ?? [];
  const isShell = language === "sh";
  if (word === "terminal" && isShell) return { kind: "run", fails: false, terminal: value };
  if (word === "terminal") return { kind: "compare", terminal: value };
  if (word === "fails" && isShell) return { kind: "run", fails: true };
  if (word === "write" || word === "append" || word === "same") return { kind: word, file: value };
  const [, file, place, at] = editMark.exec(mark) ?? [];
  if (file !== undefined && at !== undefined && isPlace(place)) return { kind: "edit", file, place, at };
  if (word === "not run" || word === "snippet") return undefined;
  throw new Error(`cannot read the mark above line ${line}: "${mark}" is none that is known`);
};

const isPlace = (place: string | undefined): place is EditPlace =>
  place === "below" || place === "above" || place === "instead of";

/**
 * The steps of a page, in order.
 * @throws {Error} when a block has no end, or a mark is not known, with the line
 */
export const readSteps = (page: string): readonly PageStep[] => {
  const steps: PageStep[] = [];
  let followsRun = false;
  for (const block of readBlocks(page)) {
    const action: PageAction | undefined =
      block.mark === undefined ? plainAction(block, followsRun) : actionOfMark(block.mark, block);
    followsRun = action?.kind === "run" && action.terminal === undefined;
    if (action !== undefined) steps.push({ ...action, line: block.line, code: block.code });
  }
  return steps;
};

const plainAction = ({ language }: Block, followsRun: boolean): PageAction | undefined => {
  if (language === "sh") return { kind: "run", fails: false };
  return language === "" && followsRun ? { kind: "compare" } : undefined;
};
