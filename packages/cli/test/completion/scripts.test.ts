import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Supervisor, startSupervisor } from "../supervisor.ts";
import { hasShell, installProgram, runShell } from "./shells.ts";

const layer = `
services:
  web: {override: replace, command: sleep 1000}
  "web 2": {override: replace, command: sleep 1001}
  "a:b": {override: replace, command: sleep 1002}
  "c*": {override: replace, command: sleep 1002}
`;

let supervisor: Supervisor;
beforeAll(async () => {
  supervisor = await startSupervisor(layer);
  await installProgram(supervisor);
  await mkdir(join(supervisor.folder, "dir"));
  await writeFile(join(supervisor.folder, "dir/one file"), "");
});
afterAll(() => supervisor[Symbol.asyncDispose]());

describe.skipIf(!hasShell("bash"))("the script for bash", () => {
  /** What bash is left with when its own function is called with these words, as readline parts them. */
  const replies = (...words: readonly string[]): Promise<string> => {
    const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
    const script = `
      source <(cobble completion bash)
      compopt() { printf '(%s)' "$*"; }
      COMP_WORDS=(cobble ${quoted}); COMP_CWORD=${words.length}
      _cobble
      printf '[%s]' "\${COMPREPLY[@]}"`;
    return runShell(["bash", "--norc", "-c"], script, supervisor);
  };

  it("offers words, quoted as bash needs them", async () => {
    expect(await replies("star")).toBe("[start][start-checks]");
    expect(await replies("start", "")).toBe("[a:b][c\\*][web][web\\ 2]");
    expect(await replies("start", "web\\ ")).toBe("[web\\ 2]");
    expect(await replies("start", '"web ')).toBe("[web 2]");
  });

  it("offers what follows `=` and `:`, which readline parts", async () => {
    expect(await replies("services", "--format", "=", "j")).toBe("[json]");
    expect(await replies("services", "--format", "=")).toBe("[text][json][yaml]");
    expect(await replies("start", "a", ":", "")).toBe("[b]");
  });

  it("adds no space after a directory, and leaves local files to bash", async () => {
    const { folder } = supervisor;
    expect(await replies("ls", `${folder}/di`)).toBe("(-o nospace)[FOLDER/dir/]");
    expect(await replies("ls", `${folder}/dir/one`)).toBe("[FOLDER/dir/one\\ file]");
    expect(await replies("push", "")).toBe("(-o default)[]");
    expect(await replies("pod", "up", "")).toBe("(-o dirnames)[]");
  });

  it("registers the function for the program, under the name that it was called by", async () => {
    const script = "source <(cobble completion bash); complete -p cobble";
    expect(await runShell(["bash", "--norc", "-c"], script, supervisor)).toContain("-F _cobble cobble\n");
    const pebble = await supervisor.run(["completion", "bash"], { calledAs: "pebble" });
    expect(pebble.stdout).toContain("-F _pebble pebble\n");
  });
});

describe.skipIf(!hasShell("zsh"))("the script for zsh", () => {
  /**
   * What zsh would add to each of these lines, which one shell is asked for all: it takes long to start. Its own functions work
   * only while a key is handled, so they are stood in for.
   */
  const added = async (...lines: readonly (readonly string[])[]): Promise<readonly string[]> => {
    const asked = lines.map((words) => {
      const quoted = words.map((word) => `'${word}'`).join(" ");
      return `words=(cobble ${quoted}); CURRENT=\${#words}; _cobble; print`;
    });
    const script = `
      autoload -Uz compinit; compinit -u -D
      source <(cobble completion zsh)
      [[ \${_comps[cobble]} == _cobble ]] || print "not registered"
      compadd() { local end=" "; while [[ $1 == -[Vld] || $1 == -S ]]; do
        [[ $1 == -S ]] && end=$2; [[ $1 == -l ]] && shift || shift 2; done
        local value; for value in "\${(@P)2}"; do print -rn -- "[$value$end]"; done }
      _files() { print -rn -- "(files $*)" }
      ${asked.join("\n")}`;
    return (await runShell(["zsh", "-f", "-c"], script, supervisor)).trimEnd().split("\n");
  };

  it("offers words, values after `=`, and directories without a space", async () => {
    const format = ["services", "--format=j"];
    const directory = ["ls", `${supervisor.folder}/di`];
    expect(await added(["star"], ["start", ""], ["start", "web\\ "], format, directory)).toEqual([
      "[start ][start-checks ]",
      "[a:b ][c* ][web ][web 2 ]",
      "[web 2 ]",
      "[--format=json ]",
      "[FOLDER/dir/]",
    ]);
  });

  it("leaves local files and folders to zsh", async () => {
    expect(await added(["push", ""], ["pod", "up", ""])).toEqual(["(files )", "(files -/)"]);
  });
});

describe.skipIf(!hasShell("fish"))("the script for fish", () => {
  const offered = async (line: string): Promise<readonly string[]> => {
    const script = `cobble completion fish | source; complete -C '${line.replaceAll("\\", "\\\\")}'`;
    const text = await runShell(["fish", "--no-config", "-c"], script, supervisor);
    return text.trimEnd().split("\n");
  };

  it("offers words with what is said about them, and values after `=`", async () => {
    expect(await offered("cobble star")).toEqual([
      "start\tStart a service and its dependencies",
      "start-checks\tStart health checks",
    ]);
    expect(await offered("cobble start ")).toEqual([
      "a:b\tinactive",
      "c*\tinactive",
      "web\tinactive",
      "web 2\tinactive",
    ]);
    expect(await offered("cobble start web\\ ")).toEqual(["web 2\tinactive"]);
    expect(await offered("cobble services --format=j")).toEqual(["--format=json"]);
    expect(await offered(`cobble ls ${supervisor.folder}/di`)).toEqual(["FOLDER/dir/"]);
  });

  it("leaves local files and folders to fish", async () => {
    expect((await offered("cobble push co"))[0]).toStartWith("cobble");
    expect((await offered("cobble pod up di"))[0]).toStartWith("dir/");
  });
});

describe("completion", () => {
  it("refuses a shell that it has no script for", async () => {
    expect(await supervisor.run(["completion", "tcsh"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'error: cannot complete for shell "tcsh": known are bash, zsh, fish\n',
    });
  });
});
