import { describe, expect, it } from "bun:test";
import { catalogue } from "../src/registry.ts";
import { version } from "../src/version.ts";
import { runWords } from "./supervisor.ts";

const nowhere = { env: { PEBBLE: "/no-such-folder" } };

describe("runCommandLine", () => {
  it("shows the help without words, with -h and with a lone --", async () => {
    const { code, stdout } = await runWords([]);
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: cobble <command> [<options>...]");
    for (const word of ["-h", "--help", "--", "help"]) expect((await runWords([word])).stdout).toBe(stdout);
  });

  it("goes by the name that it was called", async () => {
    const asPebble = { calledAs: "pebble" };
    expect((await runWords(["nosuch"], asPebble)).stderr).toBe(
      "error: unknown command \"nosuch\", see 'pebble help'\n",
    );
    const { stdout } = await runWords(["help", "services"], asPebble);
    expect(stdout).toStartWith("Usage:\n  pebble services [services-OPTIONS] [<service>...]\n");
    expect(stdout).not.toContain("cobble");
  });

  const faults: readonly [readonly string[], string][] = [
    [["nosuch"], "unknown command \"nosuch\", see 'cobble help'"],
    [[""], "unknown command \"\", see 'cobble help'"],
    [["--", "version"], "unknown command \"--\", see 'cobble help'"],
    [["constructor"], "unknown command \"constructor\", see 'cobble help'"],
    [["--nosuch"], "unknown flag `nosuch'"],
    [["-x"], "unknown flag `x'"],
    [["help", "nosuch"], "unknown command \"nosuch\", see 'cobble help'"],
    [["help", "services", "extra"], "unknown command \"extra\", see 'cobble help services'"],
    [["help", "--all", "services"], "help accepts a command, or '--all', but not both"],
    [["tasks"], "please provide change ID or type with --last=<type>"],
    [["tasks", "1", "--last=start"], "cannot use change ID and type together"],
    [["tasks", "a/b"], 'invalid change ID "a/b"'],
    [
      ["replan"],
      'cannot communicate with server: Post "http://localhost/v1/services": socket "/no-such-folder/.pebble.socket" not found',
    ],
  ];
  for (const [words, message] of faults) {
    it(`refuses: ${words.join(" ")}`, async () => {
      expect(await runWords(words, nowhere)).toEqual({ code: 1, stdout: "", stderr: `error: ${message}\n` });
    });
  }

  it("prefers PEBBLE_SOCKET to the socket in the directory", async () => {
    const { stderr } = await runWords(["replan"], {
      env: { PEBBLE: "/a", PEBBLE_SOCKET: "/no-such-socket" },
    });
    expect(stderr).toContain('socket "/no-such-socket" not found');
  });

  it("prints its version without asking anybody", async () => {
    expect((await runWords(["--version"])).stdout).toBe(`v${version}\n`);
    expect((await runWords(["version", "--client"])).stdout).toBe(`v${version}\n`);
    expect((await runWords(["version", "--client", "--format=json"])).stdout).toBe(
      `{"client":"v${version}"}\n`,
    );
    expect((await runWords(["version", "--client", "--format=yaml"])).stdout).toBe(`client: v${version}\n`);
  });

  it("explains every command in lines of at most 80 columns", async () => {
    const all = (await runWords(["help", "--all"])).stdout;
    for (const name of catalogue.groups.flatMap(({ commands }) => Object.keys(commands))) {
      expect(all).toMatch(new RegExp(`^    ${name} `, "m"));
      const { code, stdout } = await runWords(["help", name]);
      expect(code).toBe(0);
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it("says on a line of its own why the daemon cannot run", async () => {
    expect(await runWords(["run"], nowhere)).toEqual({
      code: 1,
      stdout: "",
      stderr: 'cannot run daemon: directory "/no-such-folder" does not exist\n',
    });
    expect((await runWords(["run"], { env: { PEBBLE: "rel" } })).stderr).toBe(
      'cannot run daemon: directory "rel" must be absolute\n',
    );
  });
});
