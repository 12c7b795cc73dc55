import type { ConformanceCase } from "../../case.ts";
import { refusedText } from "./fault.ts";

/** Texts that are no YAML. */
export const yamlFaults: readonly ConformanceCase[] = [
  refusedText(
    "a value that begins with an at sign is refused",
    "summary: @home\n",
    'cannot parse layer "base": yaml: found character that cannot start any token',
  ),
  refusedText(
    "a value with a second colon is refused",
    "services:\n  a:\n    command: x: y\n",
    'cannot parse layer "base": yaml: line 3: mapping values are not allowed in this context',
  ),
  refusedText(
    "a tab as indentation is refused",
    "services:\n\ta: {override: replace, command: x}\n",
    'cannot parse layer "base": yaml: line 2: found character that cannot start any token',
  ),
  refusedText(
    "a tab in the indentation of a text is refused",
    "summary: |\n\ttext\n",
    'cannot parse layer "base": yaml: line 2: found a tab character where an indentation space is expected',
  ),
  refusedText(
    "a list that is not closed is refused",
    "services:\n  a:\n    override: replace\n    after: [b\n",
    "cannot parse layer \"base\": yaml: line 3: did not find expected ',' or ']'",
  ),
  refusedText(
    "a map that is not closed is refused",
    "services: {a: {override: replace, command: x\n",
    "cannot parse layer \"base\": yaml: line 1: did not find expected ',' or '}'",
  ),
  refusedText(
    "a list closed as a map is refused",
    "services:\n  a: {after: [b}}\n",
    "cannot parse layer \"base\": yaml: line 1: did not find expected ',' or ']'",
  ),
  refusedText(
    "a double quote that is not closed is refused",
    'summary: "one\n',
    'cannot parse layer "base": yaml: line 2: found unexpected end of stream',
  ),
  refusedText(
    "a single quote that is not closed is refused",
    "summary: 'one\n",
    'cannot parse layer "base": yaml: line 2: found unexpected end of stream',
  ),
  refusedText(
    "text behind a quote is refused",
    'services:\n  a:\n    command: "x" y\n',
    'cannot parse layer "base": yaml: line 2: did not find expected key',
  ),
  refusedText(
    "an unknown escape is refused",
    'services:\n  a:\n    command: "x\\q"\n',
    'cannot parse layer "base": yaml: line 3: found unknown escape character',
  ),
  refusedText(
    "an escape with too few digits is refused",
    'summary: "\\u12"\n',
    'cannot parse layer "base": yaml: did not find expected hexdecimal number',
  ),
  refusedText(
    "an escape that is no character is refused",
    'summary: "\\ud800"\n',
    'cannot parse layer "base": yaml: found invalid Unicode character escape code',
  ),
  refusedText(
    "a key indented less than those before it is refused",
    "services:\n  a:\n    override: replace\n   command: x\n",
    'cannot parse layer "base": yaml: line 1: did not find expected key',
  ),
  refusedText(
    "a key indented more than those before it is refused",
    "services:\n  a:\n    override: replace\n     command: x\n",
    'cannot parse layer "base": yaml: line 4: mapping values are not allowed in this context',
  ),
  refusedText(
    "a key without colon is refused",
    "summary: x\nservices\nchecks: {}\n",
    "cannot parse layer \"base\": yaml: line 2: could not find expected ':'",
  ),
  refusedText(
    "a list item among keys is refused",
    "services:\n  a: {}\n  - b\n",
    'cannot parse layer "base": yaml: line 1: did not find expected key',
  ),
  refusedText(
    "a list on the line of its key is refused",
    "services: - a\n",
    'cannot parse layer "base": yaml: block sequence entries are not allowed in this context',
  ),
  refusedText(
    "an anchor that is nowhere is refused",
    "services:\n  a: *base\n",
    "cannot parse layer \"base\": yaml: unknown anchor 'base' referenced",
  ),
  refusedText(
    "an anchor of another section is refused",
    "services:\n  a: &base {override: replace, command: x}\nchecks:\n  b: *base\n",
    'cannot parse layer "base" section "checks": yaml: unknown anchor \'base\' referenced',
  ),
  refusedText(
    "an anchor without name is refused",
    "services: &\n  a: {}\n",
    'cannot parse layer "base": yaml: did not find expected alphabetic or numeric character',
  ),
  refusedText(
    "two anchors on one value are refused",
    "services: &a &b {}\n",
    'cannot parse layer "base": yaml: did not find expected key',
  ),
  refusedText(
    "an anchor inside itself is refused",
    "services:\n  a: {override: replace, command: x, environment: &e {A: b, <<: *e}}\n",
    'cannot parse layer "base" section "services": yaml: anchor \'e\' value contains itself',
  ),
  refusedText(
    "a tag handle that is not declared is refused",
    "summary: !a!b c\n",
    'cannot parse layer "base": yaml: found undefined tag handle',
  ),
  refusedText(
    "a version of YAML but 1.1 is refused",
    "%YAML 1.2\n---\nsummary: x\n",
    'cannot parse layer "base": yaml: found incompatible YAML document',
  ),
  refusedText(
    "a directive without document is refused",
    "%YAML 1.1\nsummary: x\n",
    'cannot parse layer "base": yaml: line 2: mapping values are not allowed in this context',
  ),
  refusedText(
    "an unknown directive is refused",
    "%FOO\n---\nsummary: x\n",
    'cannot parse layer "base": yaml: found unknown directive name',
  ),
  refusedText(
    "a control character is refused",
    "summary: a\u0007b\n",
    'cannot parse layer "base": yaml: control characters are not allowed',
  ),
  refusedText(
    "a NUL is refused",
    "summary: a\u0000b\n",
    'cannot parse layer "base": yaml: control characters are not allowed',
  ),
  refusedText(
    "a block text with an indentation of zero is refused",
    "summary: |0\n  a\n",
    'cannot parse layer "base": yaml: found an indentation indicator equal to 0',
  ),
  refusedText(
    "a word behind the bar of a block text is refused",
    "summary: | text\n",
    'cannot parse layer "base": yaml: did not find expected comment or line break',
  ),
  refusedText(
    "a flow list with an empty entry is refused",
    "services:\n  a: {override: replace, command: x, after: [b,,c]}\n",
    'cannot parse layer "base": yaml: line 1: did not find expected node content',
  ),
  refusedText(
    "a closing bracket alone is refused",
    "summary: ]\n",
    'cannot parse layer "base": yaml: did not find expected node content',
  ),
  refusedText(
    "a merge of no map is refused",
    "services:\n  a:\n    <<: x\n    override: replace\n    command: x\n",
    'cannot parse layer "base" section "services": yaml: map merge requires map or sequence of maps as the value',
  ),
  refusedText(
    "a merge of a list with no map is refused",
    "services:\n  a:\n    <<: [{command: x}, y]\n    override: replace\n",
    'cannot parse layer "base" section "services": yaml: map merge requires map or sequence of maps as the value',
  ),
  refusedText(
    "a number tag on a word is refused",
    "services:\n  a: {override: replace, command: x, user-id: !!int root}\n",
    'cannot parse layer "base" section "services": yaml: cannot decode !!str `root` as a !!int',
  ),
  refusedText(
    "binary that is no base64 is refused",
    "summary: !!binary '*'\n",
    'cannot parse layer "base" section "summary": yaml: !!binary value contains invalid base64 data',
  ),
  refusedText(
    "collections too deep are refused",
    `summary: ${"[".repeat(10001)}`,
    'cannot parse layer "base": yaml: exceeded max depth of 10000',
  ),
  refusedText(
    "a key longer than 1024 characters is refused",
    `${"k".repeat(1025)}: x\n`,
    'cannot parse layer "base": yaml: mapping values are not allowed in this context',
  ),
  refusedText(
    "merged maps that would be millions of entries are refused",
    `services:\n${Array.from({ length: 8 }, (_, i) => {
      const merged = i === 0 ? "K: v" : `<<: [${Array.from({ length: 10 }, () => `*e${i - 1}`).join(", ")}]`;
      return `  s${i}: {override: replace, command: x, environment: &e${i} {${merged}}}\n`;
    }).join("")}`,
    'cannot parse layer "base" section "services": yaml: document contains excessive aliasing',
  ),
];
