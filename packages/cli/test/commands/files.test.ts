import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { chmod, mkdir, stat, symlink } from "node:fs/promises";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

describe("commands of files", () => {
  let supervisor: Supervisor;
  let at: (name: string) => string;
  beforeAll(async () => {
    supervisor = await startSupervisor();
    at = (name) => `${supervisor.folder}/${name}`;
    await Bun.write(at("local"), "hello\n");
    await chmod(at("local"), 0o640);
    await mkdir(at("dir/sub"), { recursive: true });
    await Bun.write(at("dir/big"), "x".repeat(12_345));
    await symlink("big", at("dir/link"));
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  const fine = { code: 0, stdout: "", stderr: "" };

  it("push copies a file with its mode, or with the mode given", async () => {
    expect(await supervisor.run(["push", at("local"), at("a")])).toEqual(fine);
    expect(await Bun.file(at("a")).text()).toBe("hello\n");
    expect((await stat(at("a"))).mode & 0o777).toBe(0o640);
    expect(await supervisor.run(["push", "-pm", "600", at("local"), at("new/a")])).toEqual(fine);
    expect((await stat(at("new/a"))).mode & 0o777).toBe(0o600);
  });

  it("pull copies a file back, bytes as they are", async () => {
    const bytes = new Uint8Array(300_000).map((_, index) => (index * 7) % 256);
    await Bun.write(at("bytes"), bytes);
    expect(await supervisor.run(["pull", at("bytes"), at("copy")])).toEqual(fine);
    expect(Buffer.compare(await Bun.file(at("copy")).bytes(), bytes)).toBe(0);
  });

  it("pull leaves the local file alone when the remote one cannot be read", async () => {
    await Bun.write(at("kept"), "mine");
    expect((await supervisor.run(["pull", at("nope"), at("kept")])).code).toBe(1);
    expect(await Bun.file(at("kept")).text()).toBe("mine");
  });

  it("ls lists names, types, sizes and times", async () => {
    expect((await supervisor.run(["ls", at("dir")])).stdout).toBe("big\nlink\nsub\n");
    expect((await supervisor.run(["ls", "-d", at("dir")])).stdout).toBe("dir\n");
    expect((await supervisor.run(["ls", at("dir/*i*")])).stdout).toBe("big\nlink\n");
    const lines = (await supervisor.run(["ls", "-l", at("dir")])).stdout.split("\n");
    expect(lines[0]).toMatch(/^-rw-r--r-- {2}\S+ {2}\S+ {2}12\.3kB {2}today at \d\d:\d\d UTC {2}big$/);
    expect(lines[1]).toMatch(/^Lrwxrwxrwx .* {7}- {2}today at .* {2}link$/);
    expect(lines[2]).toMatch(/^drwxr-xr-x .* {7}- {2}today at .* {2}sub$/);
  });

  it("ls prints data with the fields of the API in their order", async () => {
    const { stdout } = await supervisor.run(["ls", "--format=json", at("dir/sub"), "-d"]);
    expect(stdout).toMatch(
      /^\{"files":\[\{"path":"[^"]*","name":"sub","type":"directory","permissions":"755","last-modified":"[^"]*Z?","user-id":/,
    );
  });

  it("mkdir and rm make and remove", async () => {
    expect(await supervisor.run(["mkdir", "-p", at("m/n")])).toEqual(fine);
    expect((await supervisor.run(["mkdir", at("m")])).stderr).toMatch(/^error: mkdir .*: file exists\n$/s);
    expect((await supervisor.run(["rm", at("m")])).stderr).toMatch(/directory not\s+empty\n$/);
    expect(await supervisor.run(["rm", "-r", at("m")])).toEqual(fine);
    expect(await supervisor.run(["rm", "-r", at("m")])).toEqual(fine);
  });

  const faults: readonly [readonly string[], string][] = [
    [["ls", "/nope"], "error: stat /nope: no such file or directory\n"],
    [["ls", "rel"], 'error: path must be absolute, got "rel"\n'],
    [["ls", "/a*/b"], "error: can only use globs on the last path element\n"],
    [["rm", "rel"], 'error: paths must be absolute, got "rel"\n'],
    [["pull", "/nope", "/nope2"], "error: stat /nope: no such file or directory\n"],
    [["push", "/nope", "/x"], "error: open /nope: no such file or directory\n"],
    [["push", "-m", "8", "/etc/hosts", "/x"], 'error: invalid mode for directory: "8"\n'],
    [
      ["push", "-m", "1777", "/etc/hosts", "/x"],
      'error: permissions must be a 3-digit octal string, got "1777"\n',
    ],
  ];
  for (const [words, stderr] of faults) {
    it(`${words.join(" ")} fails with the reference's words`, async () => {
      expect(await supervisor.run(words)).toEqual({ code: 1, stdout: "", stderr });
    });
  }
});
