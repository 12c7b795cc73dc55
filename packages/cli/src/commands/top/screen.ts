import type { Output } from "../../system.ts";
import type { Line } from "./frame.ts";

/** What terminals are told, by what it means. */
const control = {
  enter: "\u001b[?1049h\u001b[?25l\u001b[?7l",
  leave: "\u001b[?7h\u001b[?25h\u001b[?1049l",
  /** Nothing is shown between these two; terminals that do not know them pass over them. */
  beginUpdate: "\u001b[?2026h",
  endUpdate: "\u001b[?2026l",
  home: "\u001b[H",
  clearLine: "\u001b[K",
  clearBelow: "\u001b[J",
} as const;

const looks: Readonly<Record<Line["look"], string>> = {
  plain: "",
  head: "\u001b[7m",
  bad: "\u001b[31m",
  faint: "\u001b[2m",
};

const paint = ({ text, look }: Line): string =>
  looks[look] === "" ? text : `${looks[look]}${text}\u001b[0m`;

/** What is told by colour alone stands plain. */
const withoutColour = (line: Line): Line => (line.look === "bad" ? { ...line, look: "plain" } : line);

/** A screen of its own, which hides what was there before until it is closed. */
export interface Screen {
  /** Shows lines from the top, each over the one that was there, so that nothing flickers. */
  draw(lines: readonly Line[]): void;
  /** Brings back what was there before. */
  close(): void;
}

/** Opens a screen on a terminal. @param options.colour whether to use any */
export const openScreen = (output: Output, options: { readonly colour: boolean }): Screen => {
  output.write(control.enter);
  return {
    draw: (lines) => {
      const shown = options.colour ? lines : lines.map(withoutColour);
      const text = shown.map((line) => `${paint(line)}${control.clearLine}`).join("\r\n");
      output.write(control.beginUpdate + control.home + text + control.clearBelow + control.endUpdate);
    },
    close: () => output.write(control.leave),
  };
};
