import { stripVTControlCharacters } from "node:util";

/**
 * A text on one line, without what a terminal would take for commands: colours and titles go, other controls, line ends
 * included, become spaces.
 */
export const plainLine = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\p{Cc}+/gu, " ")
    .trim();
