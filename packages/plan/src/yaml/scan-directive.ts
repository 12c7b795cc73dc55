import { breakLength, codes, isBlank, isDigit, isGap } from "./character.ts";
import { failScan, type Mark, markOf, peekCode, type Scan, skipBreak } from "./scan.ts";
import { skipBlanks, skipToLineEnd } from "./scan-gap.ts";
import { readTagHandle, readTagUri } from "./scan-tag.ts";
import { nameToken, type Token } from "./token.ts";

const readName = (scan: Scan, began: Mark): string => {
  const name = /^[\w-]*/.exec(scan.text.slice(scan.at))?.[0] ?? "";
  scan.at += name.length;
  if (name === "") failScan(scan, "could not find expected directive name", began);
  if (!isGap(peekCode(scan))) failScan(scan, "found unexpected non-alphabetical character", began);
  return name;
};

const readNumber = (scan: Scan, began: Mark): number => {
  const from = scan.at;
  while (isDigit(peekCode(scan))) {
    if (scan.at - from === 2) failScan(scan, "found extremely long version number", began);
    scan.at += 1;
  }
  if (scan.at === from) failScan(scan, "did not find expected version number", began);
  return Number(scan.text.slice(from, scan.at));
};

const readVersion = (scan: Scan, began: Mark): Token => {
  skipBlanks(scan);
  const major = readNumber(scan, began);
  if (peekCode(scan) !== codes.dot) failScan(scan, "did not find expected digit or '.' character", began);
  scan.at += 1;
  const value = `${major}.${readNumber(scan, began)}`;
  return nameToken("version-directive", [began.start, scan.at], { value });
};

const readTagDirective = (scan: Scan, began: Mark): Token => {
  skipBlanks(scan);
  const value = readTagHandle(scan, began, true);
  if (!isBlank(peekCode(scan))) failScan(scan, "did not find expected whitespace", began);
  skipBlanks(scan);
  const suffix = readTagUri(scan, began);
  if (!isGap(peekCode(scan))) failScan(scan, "did not find expected whitespace or line break", began);
  return nameToken("tag-directive", [began.start, scan.at], { value, suffix });
};

const readDirective = (scan: Scan, began: Mark): Token => {
  const name = readName(scan, began);
  if (name === "YAML") return readVersion(scan, began);
  if (name === "TAG") return readTagDirective(scan, began);
  return failScan(scan, "found unknown directive name", began);
};

/** Scans a line that begins with `%`. */
export const scanDirective = (scan: Scan): Token => {
  const began = markOf(scan);
  scan.at += 1;
  const directive = readDirective(scan, began);
  skipBlanks(scan);
  if (peekCode(scan) === codes.hash) skipToLineEnd(scan);
  if (peekCode(scan) !== codes.end && breakLength(scan.text, scan.at) === 0) {
    failScan(scan, "did not find expected comment or line break", began);
  }
  skipBreak(scan);
  return directive;
};
