import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeFindings, type Finding } from "@cobble/plan";

const finding: Finding = {
  severity: "error",
  message: "field comand not found",
  path: "services.web.comand",
  file: "001-a.yaml",
  line: 3,
  column: 5,
  hint: 'did you mean "command"?',
  suggestion: "command",
};
const source = "services:\r\n  web:\r\n    comand: x\r\n";
const sources = new Map([["001-a.yaml", source]]);

describe("describeFindings", () => {
  it("prints place, severity, field and text, then the line with a caret and what was meant", () => {
    assert.equal(
      describeFindings([finding], { sources }),
      `001-a.yaml:3:5: error: services.web.comand: field comand not found
    3 |     comand: x
      |     ^^^^^^ did you mean "command"?
`,
    );
  });

  it("prints a suggestion that the hint does not have, and nothing after the caret when there is no hint", () => {
    const list = { ...finding, hint: "a list is needed", suggestion: "[x]" };
    assert.match(describeFindings([list], { sources }), /\^ a list is needed: \[x\]\n$/);
    const { hint: _, suggestion: __, ...bare } = finding;
    assert.match(describeFindings([bare], { sources }), /\^\n$/);
  });

  it("prints what has no place in a line of its own", () => {
    const about = { severity: "warning", message: "is passed over", path: "", line: 0, column: 0 } as const;
    assert.equal(
      describeFindings([{ ...about, file: "x.yml", hint: "why" }, about], { sources }),
      "x.yml: warning: is passed over (why)\nwarning: is passed over\n",
    );
  });

  it("prints a file whose text it does not have without its line", () => {
    assert.equal(describeFindings([finding], { sources: new Map() }).split("\n").length, 2);
  });

  it("counts lines and columns as YAML does: by each of its line breaks, and without a byte order mark", () => {
    const at = (line: number, text: string): string =>
      describeFindings([{ ...finding, line, column: 1 }], { sources: new Map([["001-a.yaml", text]]) });
    assert.match(at(1, "\ufeffcomand: x"), /\n {4}1 \| comand: x\n {6}\| \^{6} did/);
    assert.match(at(3, "a:\rb:\u2028comand: x\r\n"), /\n {4}3 \| comand: x\n/);
  });

  it("lets nothing through that would steer the terminal, wherever it stands", () => {
    const text = "\x1b[2Jcomand\u202e: x";
    const nasty = { ...finding, line: 1, column: 1, path: "a\x1b", message: "b\u202e", hint: "c\x07" };
    const told = describeFindings([nasty], { sources: new Map([["001-a.yaml", text]]) });
    assert.ok(!/[^\P{C}\n]/u.test(told), JSON.stringify(told));
    assert.match(told, /a␛: b\ufffd\n {4}1 \| ␛\[2Jcomand\ufffd: x\n.*c␇: command\n$/);
  });

  it("colors only when it is asked to", () => {
    const start = "\x1b";
    assert.ok(!describeFindings([finding], { sources }).includes(start));
    const colored = describeFindings([finding], { sources, color: true });
    assert.ok(colored.includes(`${start}[1;31merror${start}[0m`));
    const warning = describeFindings([{ ...finding, severity: "warning" }], { sources, color: true });
    assert.ok(warning.includes(`${start}[1;33m^`));
  });

  it("keeps lines of source to the columns there are", () => {
    const text = `services:\n  web:\n    comand: ${"x".repeat(500)}`;
    const told = describeFindings([finding], { sources: new Map([["001-a.yaml", text]]), columns: 60 });
    const [, line = ""] = told.split("\n");
    assert.ok(line.length > 50 && line.length <= 60, line);
  });
});
