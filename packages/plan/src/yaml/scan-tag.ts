import { codes, isGap, isWordCharacter } from "./character.ts";
import { failScan, type Mark, markOf, peekCode, type Scan } from "./scan.ts";
import { nameToken, type Token } from "./token.ts";

const readWord = (scan: Scan): string => {
  const from = scan.at;
  while (isWordCharacter(peekCode(scan))) scan.at += 1;
  return scan.text.slice(from, scan.at);
};

/** Characters that may follow a name at once. */
const afterName: ReadonlySet<number> = new Set([
  codes.question,
  codes.colon,
  codes.comma,
  codes.closeBracket,
  codes.closeBrace,
  codes.percent,
  codes.at,
  codes.backtick,
]);

/** Scans `&name` or `*name`. */
export const scanAnchor = (scan: Scan, type: "anchor" | "alias"): Token => {
  const began = markOf(scan);
  scan.at += 1;
  const value = readWord(scan);
  const code = peekCode(scan);
  if (value === "" || !(isGap(code) || afterName.has(code))) {
    failScan(scan, "did not find expected alphabetic or numeric character", began);
  }
  return nameToken(type, [began.start, scan.at], { value });
};

/** Reads `!`, `!!` or `!name!`; in a directive nothing else may stand there, in a tag `!name` is its beginning. */
export const readTagHandle = (scan: Scan, began: Mark, inDirective: boolean): string => {
  if (peekCode(scan) !== codes.exclamation) failScan(scan, "did not find expected '!'", began);
  const from = scan.at;
  scan.at += 1;
  readWord(scan);
  if (peekCode(scan) === codes.exclamation) scan.at += 1;
  else if (inDirective && scan.at > from + 1) failScan(scan, "did not find expected '!'", began);
  return scan.text.slice(from, scan.at);
};

const uriCharacter = /[-\w;/?:@&=+$,.!~*'()[\]]/;

/** How many octets a character has that begins with this one; 0 when none does. */
const octetCount = (octet: number): number => {
  if (octet < 0x80) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
};

const readOctet = (scan: Scan, began: Mark): number => {
  const digits = /^%([0-9a-fA-F]{2})/.exec(scan.text.slice(scan.at, scan.at + 3));
  if (digits === null) failScan(scan, "did not find URI escaped octet", began);
  return Number.parseInt(digits[1] ?? "", 16);
};

/** Reads one character that is written as octets: `%C3%A9`. */
const readUriEscape = (scan: Scan, began: Mark): string => {
  const octets: number[] = [];
  let count = 1;
  while (octets.length < count) {
    const octet = readOctet(scan, began);
    if (octets.length === 0) count = octetCount(octet);
    else if ((octet & 0xc0) !== 0x80) failScan(scan, "found an incorrect trailing UTF-8 octet", began);
    if (count === 0) failScan(scan, "found an incorrect leading UTF-8 octet", began);
    octets.push(octet);
    scan.at += 3;
  }
  return new TextDecoder().decode(Uint8Array.from(octets));
};

/** Reads the rest of a tag, or the prefix of a directive; `head` is what of it was read as a handle. */
export const readTagUri = (scan: Scan, began: Mark, head = ""): string => {
  let uri = head.slice(1);
  let found = head !== "";
  for (;;) {
    const character = scan.text[scan.at] ?? "";
    if (character === "%") uri += readUriEscape(scan, began);
    else if (uriCharacter.test(character)) {
      uri += character;
      scan.at += 1;
    } else break;
    found = true;
  }
  if (!found) failScan(scan, "did not find expected tag URI", began);
  return uri;
};

/** Reads `!<uri>`, `!handle!suffix` or `!suffix`. */
const readTag = (scan: Scan, began: Mark): { readonly value: string; readonly suffix: string } => {
  if (peekCode(scan, 1) === codes.less) {
    scan.at += 2;
    const suffix = readTagUri(scan, began);
    if (peekCode(scan) !== codes.greater) failScan(scan, "did not find the expected '>'", began);
    scan.at += 1;
    return { value: "", suffix };
  }
  const handle = readTagHandle(scan, began, false);
  if (handle.length > 1 && handle.endsWith("!")) return { value: handle, suffix: readTagUri(scan, began) };
  const suffix = readTagUri(scan, began, handle);
  return suffix === "" ? { value: "", suffix: "!" } : { value: "!", suffix };
};

/** Scans a tag. */
export const scanTag = (scan: Scan): Token => {
  const began = markOf(scan);
  const content = readTag(scan, began);
  if (!isGap(peekCode(scan))) failScan(scan, "did not find expected whitespace or line break", began);
  return nameToken("tag", [began.start, scan.at], content);
};
