import { describe, expect, test } from "bun:test";
import { classesIn } from "../docs/error-tables.ts";
import { withPart } from "../docs/made-part.ts";
import { drawStates } from "../docs/state-diagram.ts";

describe("made parts of pages", () => {
  test("a part is made anew between its marks, and nothing where they are missing", () => {
    const page = "a\n<!-- x:start -->\nold\n<!-- x:end -->\nb\n";
    expect(withPart(page, "x", "new\n")).toBe("a\n<!-- x:start -->\nnew\n<!-- x:end -->\nb\n");
    expect(withPart(page, "y", "new\n")).toBe(page);
  });

  test("a machine is drawn from what its steps give, without states that nothing leads to", () => {
    const steps: Readonly<Record<string, string>> = {
      "off on": "lit",
      "off flick": "lit",
      "lit burn": "out",
    };
    const drawing = drawStates<string, string>({
      first: "off",
      events: ["on", "flick", "burn"],
      next: (state, event) => steps[`${state} ${event}`] ?? state,
      label: (event) => `is ${event}`,
    });
    expect(drawing.split("\n").slice(2, -2)).toEqual([
      "    [*] --> off",
      "    off --> lit: is on, or is flick",
      "    lit --> out: is burn",
      "    out --> [*]",
    ]);
  });

  test("classes of errors are told by the first sentence of their docstrings", () => {
    const text = `
/** Not one. */
class Hidden extends Error {}
/**
 * A thing {@link Thing} is wrong,
 * a | b. More of it.
 * @source somewhere
 */
export class ThingError extends Hidden {}
export class BareError extends Error {}
`;
    expect(classesIn("a.ts", text)).toEqual([
      { name: "ThingError", about: "A thing `Thing` is wrong, a \\| b" },
      { name: "BareError", about: "" },
    ]);
  });
});
