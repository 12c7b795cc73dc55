import { codes, isBlank, isGap } from "./character.ts";
import { columnOf, failScan, isAtDocumentMark, peekCode, type Scan } from "./scan.ts";
import { scanBlock } from "./scan-block.ts";
import { scanDirective } from "./scan-directive.ts";
import { skipGap, skipLineComment } from "./scan-gap.ts";
import { scanPlain } from "./scan-plain.ts";
import { scanQuoted } from "./scan-quoted.ts";
import { scanAnchor, scanTag } from "./scan-tag.ts";
import { closeFlow, currentKey, indentTo, isKeyValid, openFlow, removeKey, saveKey } from "./simple-keys.ts";
import { signToken, type Token, type TokenType } from "./token.ts";

/** Adds a token of one character. */
const pushIndicator = (scan: Scan, type: TokenType): void => {
  scan.at += 1;
  scan.queue.push(signToken(type, scan.at - 1, scan.at));
};

const fetchScalar = (scan: Scan, scanScalar: (scan: Scan) => Token): void => {
  const key = saveKey(scan);
  scan.simpleKeyAllowed = false;
  const token = scanScalar(scan);
  token.key = key;
  scan.queue.push(token);
};

const fetchBlockScalar = (scan: Scan, style: "literal" | "folded"): void => {
  removeKey(scan);
  scan.simpleKeyAllowed = true;
  scan.queue.push(scanBlock(scan, style));
};

const fetchFlowStart = (scan: Scan, type: "flow-list-start" | "flow-map-start"): void => {
  const key = saveKey(scan);
  openFlow(scan);
  scan.simpleKeyAllowed = true;
  scan.at += 1;
  const token = signToken(type, scan.at - 1, scan.at);
  token.key = key;
  scan.queue.push(token);
};

const fetchFlowEnd = (scan: Scan, type: "flow-list-end" | "flow-map-end"): void => {
  removeKey(scan);
  closeFlow(scan);
  scan.simpleKeyAllowed = false;
  pushIndicator(scan, type);
};

const fetchFlowEntry = (scan: Scan): void => {
  removeKey(scan);
  scan.simpleKeyAllowed = true;
  pushIndicator(scan, "flow-entry");
};

/** In a block, begins a collection where none has begun at this column; `what` is named when none may. */
const openBlock = (scan: Scan, type: TokenType, what: string): void => {
  if (scan.flowLevel > 0) return;
  if (!scan.simpleKeyAllowed) failScan(scan, `${what} are not allowed in this context`);
  if (indentTo(scan, columnOf(scan))) scan.queue.push(signToken(type, scan.at, scan.at));
};

const fetchBlockEntry = (scan: Scan): void => {
  openBlock(scan, "block-list-start", "block sequence entries");
  removeKey(scan);
  scan.simpleKeyAllowed = true;
  pushIndicator(scan, "block-entry");
};

const fetchKey = (scan: Scan): void => {
  openBlock(scan, "block-map-start", "mapping keys");
  removeKey(scan);
  scan.simpleKeyAllowed = scan.flowLevel === 0;
  pushIndicator(scan, "key");
};

/** Puts a token before another, which has this number; behind all where that one is used up, as the reference does. */
const insertBefore = (scan: Scan, number: number, added: Token): void => {
  if (number < scan.taken) scan.queue.push(added);
  else scan.queue.splice(scan.head + number - scan.taken, 0, added);
};

const fetchValue = (scan: Scan): void => {
  const key = currentKey(scan);
  if (isKeyValid(scan, key)) {
    // Only the colon tells that what came before it was a key.
    insertBefore(scan, key.token, signToken("key", key.start, key.start));
    if (indentTo(scan, key.column)) {
      insertBefore(scan, key.token, signToken("block-map-start", key.start, key.start));
    }
    key.possible = false;
    scan.simpleKeyAllowed = false;
  } else {
    openBlock(scan, "block-map-start", "mapping values");
    scan.simpleKeyAllowed = scan.flowLevel === 0;
  }
  pushIndicator(scan, "value");
};

/** Comes out of the block collections that are deeper than `column`. */
const unindentTo = (scan: Scan, column: number, at: number): void => {
  if (scan.flowLevel > 0) return;
  while (scan.indent > column) {
    scan.queue.push(signToken("block-end", at, at));
    scan.indent = scan.indents.pop() ?? -1;
  }
};

const closeBlocks = (scan: Scan): void => {
  unindentTo(scan, -1, scan.at);
  removeKey(scan);
  scan.simpleKeyAllowed = false;
};

const fetchStreamEnd = (scan: Scan): void => {
  if (columnOf(scan) > 0) {
    scan.line += 1;
    scan.lineStart = scan.at;
  }
  closeBlocks(scan);
  scan.queue.push(signToken("stream-end", scan.at, scan.at));
};

const fetchDocumentMark = (scan: Scan): void => {
  closeBlocks(scan);
  const type = peekCode(scan) === codes.dash ? "document-start" : "document-end";
  scan.at += 3;
  scan.queue.push(signToken(type, scan.at - 3, scan.at));
};

/** Characters that no scalar without quotes begins with, if nothing that follows them lets it. */
const indicators: ReadonlySet<number> = new Set(
  Array.from("-?:,[]{}#&*!|>'\"%@`", (sign) => sign.charCodeAt(0)),
);

const canBeginPlain = (scan: Scan, code: number): boolean => {
  if (isGap(code)) return false;
  if (!indicators.has(code)) return true;
  if (code === codes.dash) return !isBlank(peekCode(scan, 1));
  return (
    scan.flowLevel === 0 && (code === codes.question || code === codes.colon) && !isGap(peekCode(scan, 1))
  );
};

/** Fetches what does not begin with a sign of its own: entries, keys, values, block and plain scalars. */
const fetchOther = (scan: Scan, code: number): void => {
  const inFlow = scan.flowLevel > 0;
  const isSign = inFlow || isGap(peekCode(scan, 1));
  if (code === codes.dash && isGap(peekCode(scan, 1))) fetchBlockEntry(scan);
  else if (code === codes.question && isSign) fetchKey(scan);
  else if (code === codes.colon && isSign) fetchValue(scan);
  else if (code === codes.pipe && !inFlow) fetchBlockScalar(scan, "literal");
  else if (code === codes.greater && !inFlow) fetchBlockScalar(scan, "folded");
  else if (canBeginPlain(scan, code)) fetchScalar(scan, scanPlain);
  else failScan(scan, "found character that cannot start any token");
};

/** What each sign begins, wherever it stands. */
const fetchBySign: ReadonlyMap<number, (scan: Scan) => void> = new Map([
  [codes.openBracket, (scan: Scan) => fetchFlowStart(scan, "flow-list-start")],
  [codes.openBrace, (scan: Scan) => fetchFlowStart(scan, "flow-map-start")],
  [codes.closeBracket, (scan: Scan) => fetchFlowEnd(scan, "flow-list-end")],
  [codes.closeBrace, (scan: Scan) => fetchFlowEnd(scan, "flow-map-end")],
  [codes.comma, fetchFlowEntry],
  [codes.asterisk, (scan: Scan) => fetchScalar(scan, (at) => scanAnchor(at, "alias"))],
  [codes.ampersand, (scan: Scan) => fetchScalar(scan, (at) => scanAnchor(at, "anchor"))],
  [codes.exclamation, (scan: Scan) => fetchScalar(scan, scanTag)],
  [codes.singleQuote, (scan: Scan) => fetchScalar(scan, scanQuoted)],
  [codes.doubleQuote, (scan: Scan) => fetchScalar(scan, scanQuoted)],
]);

const fetchDirective = (scan: Scan): void => {
  closeBlocks(scan);
  scan.queue.push(scanDirective(scan));
};

const fetchNext = (scan: Scan): void => {
  const before = scan.at;
  skipGap(scan);
  unindentTo(scan, columnOf(scan), before);
  const code = peekCode(scan);
  if (code === codes.end) fetchStreamEnd(scan);
  else if (code === codes.percent && scan.at === scan.lineStart) fetchDirective(scan);
  else if (isAtDocumentMark(scan)) fetchDocumentMark(scan);
  else {
    const fetch = fetchBySign.get(code);
    if (fetch === undefined) fetchOther(scan, code);
    else fetch(scan);
    if (scan.queue[scan.queue.length - 1]?.type !== "block-entry") skipLineComment(scan);
  }
};

/** Tokens to have in the queue beyond the next: as many as the reference, so that of two faults the same one counts. */
const lookahead = 2;

/**
 * The next token, which stays the next until {@link takeToken}.
 * @throws {YamlError} when none of the tokens ahead can be read
 */
export const peekToken = (scan: Scan): Token => {
  for (;;) {
    const next = scan.queue[scan.head];
    if (next !== undefined && scan.queue.length - scan.head > lookahead) {
      const { key } = next;
      if (key === undefined || !key.awaited || !isKeyValid(scan, key)) return next;
    }
    fetchNext(scan);
  }
};

/** How many used tokens may stay in the queue. */
const longestWake = 512;

/** Uses the next token up. */
export const takeToken = (scan: Scan): void => {
  scan.head += 1;
  scan.taken += 1;
  if (scan.head < longestWake) return;
  scan.queue = scan.queue.slice(scan.head);
  scan.head = 0;
};
