const turns = ["/", "-", "\\", "|"] as const;

/**
 * One picture of a line that says what is being done, with a bar at its end that turns; it takes the place of the one
 * before.
 * @param options.turn counts the pictures
 * @source pebble 1.32, seen: `start` on terminals of many widths
 */
export const formatProgress = (
  text: string,
  options: { readonly columns: number; readonly turn: number },
): string => {
  const { columns, turn } = options;
  const letters = Array.from(text);
  if (letters.length > columns) return `\r${letters.slice(0, columns - 1).join("")}…`;
  const hasRoom = letters.length + 2 <= columns;
  const bar = hasRoom ? turns[turn % turns.length] : "";
  const padding = " ".repeat((hasRoom ? columns - 1 : columns) - letters.length);
  return `\r${text}${padding}${bar}`;
};

/** Takes the line away, and brings the colours and the cursor back. */
export const clearProgress = "\r\u001b[0m\u001b[?25h\u001b[K";
