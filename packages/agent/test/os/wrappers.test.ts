import { describe, expect, it } from "bun:test";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { writeExecutables, writeHookTools } from "../../src/os/wrappers.ts";
import { placeholder } from "../fixtures/placeholder.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

const printWords = [
  "/bin/sh",
  "-c",
  `printf "%s|" "${placeholder("COBBLE_BUN-unset")}" "$@"`,
  "it's me",
] as const;
const executable = { command: printWords, bun: ["bun"], bunEnvironment: { COBBLE_BUN: "1" } } as const;

const outputOf = async (cmd: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
  new Response(Bun.spawn({ cmd: [...cmd], env: { ...env }, stdout: "pipe" }).stdout).text();

describe("writeExecutables", () => {
  it("puts a program that needs words before its arguments into a script of either name", async () => {
    using folder = temporaryFolder();
    const dir = join(folder.path, "it's");
    writeExecutables(dir, executable);
    expect(readdirSync(dir).toSorted()).toEqual(["cobble", "pebble"]);
    expect(await outputOf([join(dir, "pebble"), "a b", "c"], {})).toBe("unset|a b|c|");
  });

  it("links a program that needs none", () => {
    using folder = temporaryFolder();
    const dir = join(folder.path, "bin");
    writeExecutables(dir, { ...executable, command: ["/opt/cobble"] });
    writeExecutables(dir, { ...executable, command: ["/opt/cobble"] });
    expect(readlinkSync(join(dir, "cobble"))).toBe("/opt/cobble");
  });
});

describe("writeHookTools", () => {
  it("puts each tool where it hands its name and arguments over, without what runs the charm with Bun", async () => {
    using folder = temporaryFolder();
    writeHookTools(folder.path, {
      executable,
      tools: ["config-get", "status-set"],
      binDir: "/nowhere",
    });
    const output = await outputOf([join(folder.path, "status-set"), "active", ""], { COBBLE_BUN: "1" });
    expect(output).toBe("unset|hook-tool|status-set|active||");
  });

  it("puts the executable beside them, free of what runs the charm with Bun, under the name it is called by", async () => {
    using folder = temporaryFolder();
    const binDir = join(folder.path, "bin");
    writeExecutables(binDir, executable);
    writeHookTools(join(folder.path, "tools"), { executable, tools: [], binDir });
    const output = await outputOf([join(folder.path, "tools/pebble"), "notices"], { COBBLE_BUN: "1" });
    expect(output).toBe("unset|notices|");
    expect(readFileSync(join(folder.path, "tools/pebble"), "utf8")).toContain("/bin/pebble'");
  });
});
