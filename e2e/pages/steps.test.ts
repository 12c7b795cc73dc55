import { expect, test } from "bun:test";
import { edited } from "./edit.ts";
import { findMissing, isShown } from "./output.ts";
import { readSteps } from "./steps.ts";

const block = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;

test("a page is its blocks of shell, what they wrote, and those with a mark, in order", () => {
  const page = [
    block("sh", "one"),
    block("", "its output"),
    block("", "a drawing"),
    block("ts", "only to read"),
    `<!-- write: a.ts -->\n${block("ts", "x")}`,
    `<!-- edit: a.ts, instead of: x() // here -->\n${block("ts", "y")}`,
    `<!-- fails -->\n${block("sh", "two")}`,
    `<!-- not run -->\n${block("sh", "three")}`,
    `<!-- terminal: pod -->\n${block("sh", "four")}`,
    `<!-- terminal: pod -->\n${block("", "later")}`,
  ].join("\n");
  expect(readSteps(page).map(({ line, ...step }) => step)).toEqual([
    { kind: "run", fails: false, code: "one\n" },
    { kind: "compare", code: "its output\n" },
    { kind: "write", file: "a.ts", code: "x\n" },
    { kind: "edit", file: "a.ts", place: "instead of", at: "x() // here", code: "y\n" },
    { kind: "run", fails: true, code: "two\n" },
    { kind: "run", fails: false, terminal: "pod", code: "four\n" },
    { kind: "compare", terminal: "pod", code: "later\n" },
  ]);
});

test("a mark that nobody knows, and a block without an end, are told with their line", () => {
  expect(() => readSteps(`text\n<!-- wirte: a -->\n${block("ts", "x")}`)).toThrow(
    'cannot read the mark above line 4: "wirte: a" is none that is known',
  );
  expect(() => readSteps("```sh\nls")).toThrow("cannot read the block at line 1: it has no end");
});

test("output fits what a page shows, but for what differs from run to run", () => {
  const written = [
    "npm warn old",
    'waiting for hook "config-changed"',
    "    0.09s  hook  install (31 ms)",
    "",
    "2026-11-22T21:51:23.3Z on port 8081",
    "a",
  ].join("\n");
  expect(isShown("0.01s hook install (2.5 s)\n2025-01-01T00:00:00Z on port 80\na\n", written)).toBe(true);
  expect(isShown("...\na", written)).toBe(true);
  expect(isShown("0.01s hook ...\n...", written)).toBe(true);
  expect(isShown("0.01s hook install (2.5 s)\na\n", written)).toBe(false);
  expect(isShown("0.01s hook update (2.5 s)\n...\n", written)).toBe(false);
  expect(isShown("paused for 3 s", "paused for 4 s")).toBe(false);
});

test("lines that have not come are told, one that is shown twice when it came once", () => {
  expect(findMissing("b\na\nb\n", "a\nx\nb\n")).toEqual(["b"]);
  expect(findMissing("from ...\n", "from here\n")).toEqual([]);
});

test("a block goes where the page says, and nowhere when the place is not clear", () => {
  const put = (place: "below" | "above" | "instead of"): string =>
    edited("one\n  two\nthree\n", { place, at: "two", code: "new\n" });
  expect(put("below")).toBe("one\n  two\nnew\nthree\n");
  expect(put("above")).toBe("one\nnew\n  two\nthree\n");
  expect(put("instead of")).toBe("one\nnew\nthree\n");
  expect(() => edited("x\nx\n", { place: "below", at: "x", code: "" })).toThrow(
    'cannot edit below "x": the file has 2 such lines',
  );
});
