import { describe, expect, it } from "bun:test";
import { formatError } from "../../src/format/error.ts";

const words =
  "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp qqq rrr sss ttt uuu vvv www xxx yyy zzz";

describe("formatError", () => {
  it("leaves a text alone when it is not to be wrapped", () => {
    expect(formatError(new Error(`a\n- ${words}`))).toBe(`error: a\n- ${words}\n`);
  });

  const cases: readonly [string, number, readonly string[]][] = [
    ["short", 80, ["short"]],
    [
      'cannot send signal to "nope": service is not running; cannot send signal to "bad": service is not running',
      80,
      [
        'cannot send signal to "nope": service is not running; cannot send signal',
        'to "bad": service is not running',
      ],
    ],
    [
      `stat /${words}: no such file or directory`,
      40,
      [
        "stat /aaa bbb ccc ddd eee fff",
        "ggg hhh iii jjj kkk lll mmm nnn",
        "ooo ppp qqq rrr sss ttt uuu vvv",
        "www xxx yyy zzz: no such file or",
        "directory",
      ],
    ],
    [
      `invalid key "${words}" (must be in "example.com/path" format)`,
      80,
      [
        'invalid key "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm',
        'nnn ooo ppp qqq rrr sss ttt uuu vvv www xxx yyy zzz" (must be in',
        '"example.com/path" format)',
      ],
    ],
    [
      `stat /${words}: no such file or directory`,
      39,
      [
        "stat /aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp",
        "qqq rrr sss ttt uuu vvv www xxx yyy zzz: no such file or directory",
      ],
    ],
    [
      `stat /${words}: no such file or directory`,
      300,
      [
        "stat /aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp qqq rrr sss ttt uuu",
        "vvv www xxx yyy zzz: no such file or directory",
      ],
    ],
    [`a ${"x".repeat(90)} b`, 80, ["a", "x".repeat(90), "b"]],
    ["a  b\nc", 80, ["a b c"]],
  ];
  for (const [message, columns, lines] of cases) {
    it(`lays out in ${columns} columns: ${message.slice(0, 40)}`, () => {
      expect(formatError(new Error(message), { columns })).toBe(`error: ${lines.join("\n       ")}\n`);
    });
  }

  it("keeps indented lines, after an empty line", () => {
    const text = "cannot parse: yaml: unmarshal errors:\n  line 1: cannot unmarshal";
    expect(formatError(new Error(text), { columns: 80 })).toBe(
      "error: cannot parse: yaml: unmarshal errors:\n\n       line 1: cannot unmarshal\n",
    );
  });
});
