import { columnOf, failScan, noKey, type Scan } from "./scan.ts";
import type { SimpleKey } from "./token.ts";

/** How many characters a key without `?` may have. */
const longestKey = 1024;
/** How deep collections may be in each other. */
const maxDepth = 10_000;

const missingColon = "could not find expected ':'";

/** What may be a key on this level. */
export const currentKey = (scan: Scan): SimpleKey =>
  scan.keys[scan.keys.length - 1] ?? noKey({ token: -1, start: scan.at, line: scan.line });

/** The number that the next token will have. */
const nextToken = (scan: Scan): number => scan.taken + scan.queue.length - scan.head;

/** Whether `key` may still turn out to be one: it is in this line, and not too far behind. */
export const isKeyValid = (scan: Scan, key: SimpleKey): boolean => {
  if (!key.possible) return false;
  if (key.line === scan.line && key.start + longestKey >= scan.at) return true;
  if (key.required) failScan(scan, missingColon, key);
  key.possible = false;
  return false;
};

/** Gives up what may be a key on this level. */
export const removeKey = (scan: Scan): void => {
  const key = currentKey(scan);
  if (key.possible && key.required) failScan(scan, missingColon, key);
  key.possible = false;
};

/** Notes that what comes next may be a key, if it may. */
export const saveKey = (scan: Scan): SimpleKey | undefined => {
  if (!scan.simpleKeyAllowed) return undefined;
  removeKey(scan);
  const column = columnOf(scan);
  const key: SimpleKey = {
    possible: true,
    awaited: true,
    required: scan.flowLevel === 0 && scan.indent === column,
    token: nextToken(scan),
    start: scan.at,
    line: scan.line,
    column,
  };
  scan.keys[scan.keys.length - 1] = key;
  return key;
};

/** Goes into a `[` or `{`. */
export const openFlow = (scan: Scan): void => {
  scan.keys.push(noKey({ token: nextToken(scan), start: scan.at, line: scan.line }));
  scan.flowLevel += 1;
  if (scan.flowLevel > maxDepth) failScan(scan, `exceeded max depth of ${maxDepth}`);
};

/** Comes out of a `[` or `{`, if one is open. */
export const closeFlow = (scan: Scan): void => {
  if (scan.flowLevel === 0) return;
  scan.flowLevel -= 1;
  const inner = scan.keys.pop();
  const outer = currentKey(scan);
  // The reference loses sight of a key that is an empty collection, `{}: x`, which is then no key.
  if (inner?.token === outer.token) outer.awaited = false;
};

/** Goes into a block collection at `column`, if that is deeper than the one around it; says whether it did. */
export const indentTo = (scan: Scan, column: number): boolean => {
  if (scan.flowLevel > 0 || scan.indent >= column) return false;
  scan.indents.push(scan.indent);
  scan.indent = column;
  if (scan.indents.length > maxDepth) failScan(scan, `exceeded max depth of ${maxDepth}`, currentKey(scan));
  return true;
};
