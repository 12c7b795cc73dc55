import { describe, expect, it } from "bun:test";
import { type ArgumentSpec, parseArguments } from "../src/arguments.ts";
import { HelpRequested, UsageError } from "../src/errors.ts";
import {
  choiceFlag,
  durationFlag,
  formatFlag,
  integerFlag,
  switchFlag,
  textFlag,
  textsFlag,
  wordsFlag,
} from "../src/flags.ts";

const flags = {
  follow: switchFlag({ short: "f", long: "follow", help: "" }),
  deep: switchFlag({ short: "d", help: "" }),
  count: textFlag({ short: "n", help: "" }),
  keys: textsFlag({ long: "key", help: "" }),
  format: formatFlag(["text", "json", "yaml"]),
  level: choiceFlag({ long: "level", help: "" }, ["alive", "ready"]),
  timeoutMs: durationFlag({ long: "timeout", help: "" }),
  uid: integerFlag({ long: "uid", help: "" }, "uint32"),
  gid: integerFlag({ long: "gid", help: "" }, "int"),
  args: wordsFlag({ long: "args", help: "" }),
};

const defaults = {
  follow: false,
  deep: false,
  count: undefined,
  keys: [],
  format: "text",
  level: undefined,
  timeoutMs: undefined,
  uid: undefined,
  gid: undefined,
  args: [],
};

const any = { flags, args: [{ name: "<x>", count: "any" }] } as const;

const parse = (words: readonly string[], spec: ArgumentSpec<typeof flags> = any) =>
  parseArguments(spec, words);

describe("parseArguments", () => {
  const right: readonly [readonly string[], object, readonly string[]][] = [
    [[], {}, []],
    [["a", "--follow", "b"], { follow: true }, ["a", "b"]],
    [["-fd"], { follow: true, deep: true }, []],
    [["-f", "-f"], { follow: true }, []],
    [["-n30"], { count: "30" }, []],
    [["-n=30"], { count: "30" }, []],
    [["-n", "30"], { count: "30" }, []],
    [["-n", "-"], { count: "-" }, []],
    [["-n="], { count: "" }, []],
    [["-fn", "30"], { follow: true, count: "30" }, []],
    [["-fn=30"], { follow: true, count: "30" }, []],
    [["-n", "1", "-n", "2"], { count: "2" }, []],
    [["--key", "a", "--key=b"], { keys: ["a", "b"] }, []],
    [["--key=a=b"], { keys: ["a=b"] }, []],
    [["--format", "json"], { format: "json" }, []],
    [["--level=ready"], { level: "ready" }, []],
    [["--timeout", "1m30s"], { timeoutMs: 90_000 }, []],
    [["--uid", "0", "--gid=-1"], { uid: 0, gid: -1 }, []],
    [["--args", "web", "--port", "8", ";", "-f"], { args: [["web", "--port", "8"]], follow: true }, []],
    [["--args", "a", ";", "--args", "b", "-x"], { args: [["a"], ["b", "-x"]] }, []],
    [["--args"], { args: [[]] }, []],
    [["--", "-f", "--follow"], {}, ["-f", "--follow"]],
    [["a", "--", "--"], {}, ["a", "--"]],
    [["-", "---x"], {}, ["-", "---x"]],
  ];
  for (const [words, values, args] of right) {
    it(`reads: ${words.join(" ")}`, () => {
      expect(parse(words)).toEqual({ flags: { ...defaults, ...values }, args: [...args] } as never);
    });
  }

  const wrong: readonly [readonly string[], string][] = [
    [["--nosuch"], "unknown flag `nosuch'"],
    [["-fx"], "unknown flag `x'"],
    [["--=x"], "unknown flag `'"],
    [["--foll"], "unknown flag `foll'"],
    [["-n"], "expected argument for flag `-n'"],
    [["-n", "--"], "expected argument for flag `-n', but got double dash `--'"],
    [["-n", "-1"], "expected argument for flag `-n', but got option `-1'"],
    [["-fn7"], "expected argument for flag `-n'"],
    [["--format", "--follow"], "expected argument for flag `--format', but got option `--follow'"],
    [["--follow=yes"], "bool flag `-f, --follow' cannot have an argument"],
    [["-d=1"], "bool flag `-d' cannot have an argument"],
    [["--format=xml"], "Invalid value `xml' for option `--format'. Allowed values are: text, json or yaml"],
    [["--level="], "Invalid value `' for option `--level'. Allowed values are: alive or ready"],
    [
      ["--timeout", "soon"],
      'invalid argument for flag `--timeout\' (expected time.Duration): time: invalid duration "soon"',
    ],
    [
      ["--uid", "x"],
      'invalid argument for flag `--uid\' (expected *uint32): strconv.ParseUint: parsing "x": invalid syntax',
    ],
    [
      ["--uid=99999999999"],
      'invalid argument for flag `--uid\' (expected *uint32): strconv.ParseUint: parsing "99999999999": value out of range',
    ],
    [
      ["--gid=x"],
      'invalid argument for flag `--gid\' (expected *int): strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [["--args=x"], "terminated option's flag `--args' cannot use `='"],
    [["--level=x", "--nosuch"], "Invalid value `x' for option `--level'. Allowed values are: alive or ready"],
    [["--nosuch", "-h"], "unknown flag `nosuch'"],
  ];
  for (const [words, message] of wrong) {
    it(`refuses: ${words.join(" ")}`, () => {
      expect(() => parse(words)).toThrow(new UsageError(message));
    });
  }

  const counts: readonly [ArgumentSpec<typeof flags>["args"], readonly string[], string][] = [
    [[{ name: "<a>" }], [], "the required argument `<a>` was not provided"],
    [[{ name: "<a>" }, { name: "<b>" }], [], "the required arguments `<a>` and `<b>` were not provided"],
    [[{ name: "<a>" }, { name: "<b>" }], ["1"], "the required argument `<b>` was not provided"],
    [
      [{ name: "<a>", count: "at-least-one" }],
      [],
      "the required argument `<a> (at least 1 argument)` was not provided",
    ],
    [[], ["1"], "too many arguments for command"],
    [[{ name: "<a>", count: "optional" }], ["1", "2"], "too many arguments for command"],
  ];
  for (const [args, words, message] of counts) {
    it(`counts arguments: ${message}`, () => {
      expect(() => parse(words, { flags, args: args ?? [] })).toThrow(new UsageError(message));
    });
  }

  it("ignores arguments that are too many where the command says so", () => {
    expect(parse(["1"], { flags, args: [], ignoredArgs: 1 }).args).toEqual(["1"]);
    expect(() => parse(["1", "2"], { flags, args: [], ignoredArgs: 1 })).toThrow("too many arguments");
  });

  it("leaves flags after the first argument alone where the command says so", () => {
    const parsed = parse(["-f", "ls", "-d", "--", "-x"], { ...any, stopAtFirstArg: true });
    expect(parsed.args).toEqual(["ls", "-d", "--", "-x"]);
    expect(parsed.flags.deep).toBe(false);
  });

  it("asks for help at -h and --help, before anything that follows", () => {
    expect(() => parse(["-h", "--nosuch"])).toThrow(HelpRequested);
    expect(() => parse(["--help"])).toThrow(HelpRequested);
  });
});
