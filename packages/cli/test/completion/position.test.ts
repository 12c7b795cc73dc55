import { describe, expect, it } from "bun:test";
import { defineCommand } from "../../src/command.ts";
import { findPosition, type Position, readWords } from "../../src/completion/position.ts";
import { choiceFlag, switchFlag, textFlag, wordsFlag } from "../../src/flags.ts";

const command = defineCommand({
  name: "try",
  summary: "",
  description: "",
  flags: {
    all: switchFlag({ short: "a", long: "all", help: "" }),
    name: textFlag({ short: "n", long: "name", help: "", completes: "service" }),
    level: choiceFlag({ long: "level", help: "" }, ["alive", "ready"]),
    args: wordsFlag({ long: "args", help: "", completes: "check" }),
  },
  args: [
    { name: "<path>", completes: "remote-path" },
    { name: "<change>", count: "any", completes: "change" },
  ],
  run: () => 0,
});

/** Where the last of these words stands. */
const at = (...words: readonly string[]): Position =>
  findPosition(readWords(command, words.slice(0, -1)), words.at(-1) ?? "");

describe("findPosition", () => {
  const values: readonly (readonly [words: readonly string[], completes: unknown, before?: string])[] = [
    [[""], "remote-path"],
    [["x", ""], "change"],
    [["x", "1", ""], "change"],
    [["-a", ""], "remote-path"],
    [["--name", ""], "service"],
    [["--name", "web", ""], "remote-path"],
    [["--name=web", ""], "remote-path"],
    [["--name=w"], "service", "--name="],
    [["-n", ""], "service"],
    [["-an", ""], "service"],
    [["-nx", ""], "remote-path"],
    [["-na", ""], "remote-path"],
    [
      ["--level", ""],
      ["alive", "ready"],
    ],
    [["--level=r"], ["alive", "ready"], "--level="],
    [["--nope", ""], "remote-path"],
    [["--nope=x"], undefined, "--nope="],
    [["--args", ""], "check"],
    [["--args", "up", ""], undefined],
    [["--args", "up", "--all", ""], undefined],
    [["--args", "up", ";", ""], "remote-path"],
    [["--", "-x"], "remote-path"],
    [["--", "-x", "-y"], "change"],
    [["-", ""], "change"],
  ];
  for (const [words, completes, before = ""] of values) {
    it(`finds what ${JSON.stringify(words)} is to become`, () => {
      expect(at(...words)).toMatchObject({ kind: "value", completes, before });
    });
  }

  for (const words of [["-"], ["--"], ["--le"], ["x", "-"]]) {
    it(`finds a flag at ${JSON.stringify(words)}`, () => {
      expect(at(...words)).toEqual({ kind: "flag", text: words.at(-1) ?? "" });
    });
  }

  it("knows what was given before of an argument that may be repeated, and only of that", () => {
    expect(at("/x", "1", "2", "")).toMatchObject({ given: ["1", "2"] });
    expect(at("")).toMatchObject({ given: [] });
  });

  it("takes everything for arguments after the first one, where a command says so", () => {
    const stopping = { ...command, stopAtFirstArg: true };
    const position = (words: readonly string[], text: string): Position =>
      findPosition(readWords(stopping, words), text);
    expect(position(["x"], "--all").kind).toBe("value");
    expect(position([], "--all").kind).toBe("flag");
  });
});
