import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { runWords, type Supervisor, startSupervisor } from "../supervisor.ts";

const layer = `
services:
  web: {override: replace, command: sleep 1000}
  "web 2": {override: replace, command: sleep 1001}
  db: {override: replace, command: sleep 1002}
  "odd\\tname": {override: replace, command: sleep 1003}
checks:
  up: {override: replace, startup: disabled, tcp: {port: 1}}
`;

describe("__complete", () => {
  let supervisor: Supervisor;
  let files: string;
  beforeAll(async () => {
    supervisor = await startSupervisor(layer);
    files = join(supervisor.folder, "files");
    await mkdir(join(files, "inner"), { recursive: true });
    for (const name of ["one", "two words", ".hidden", "odd\nname"]) await writeFile(join(files, name), "");
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  /** The kind, and then the words that are offered. */
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { code, stdout, stderr } = await supervisor.run(["__complete", "--", ...words]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [kind = "", ...lines] = stdout.trimEnd().split("\n");
    return [kind, ...lines.map((line) => line.replace(/\t.*/, ""))];
  };

  it("offers commands, with a line about each, and those of a command that has its own", async () => {
    expect(await offered("star")).toEqual(["words", "start", "start-checks"]);
    expect(await offered("pod", "u")).toEqual(["words", "up"]);
    expect(await offered("help", "chan")).toEqual(["words", "changes"]);
    const { stdout } = await supervisor.run(["__complete", "--", "serv"]);
    expect(stdout).toBe("words\nservices\tShow how services are\n");
  });

  it("offers flags and their values, in a word of their own or after `=`", async () => {
    expect(await offered("services", "--")).toEqual(["words", "--format", "--abs-time", "--help"]);
    expect(await offered("services", "--format", "")).toEqual(["words", "text", "json", "yaml"]);
    expect(await offered("services", "--format=j")).toEqual(["words", "--format=json"]);
    expect(await offered("--ver")).toEqual(["words", "--version"]);
    expect(await offered("pod", "logs", "--f")).toEqual(["words", "--follow"]);
  });

  it("offers services and checks as the supervisor has them, but none twice and none that a line cannot hold", async () => {
    expect(await offered("start", "")).toEqual(["words", "db", "web", "web 2"]);
    expect(await offered("start", "web", "w")).toEqual(["words", "web 2"]);
    expect(await offered("exec", "--context", "d")).toEqual(["words", "db"]);
    expect(await offered("check", "")).toEqual(["words", "up"]);
    expect(await offered("events", "--follow", "")).toEqual(["words", "db", "web", "web 2", "up"]);
    const { stdout } = await supervisor.run(["__complete", "--", "start", "d"]);
    expect(stdout).toBe("words\ndb\tinactive\n");
  });

  it("offers identities, with what they may do", async () => {
    const file = join(supervisor.folder, "identities.yaml");
    await writeFile(file, "identities: {reader: {access: read, local: {user-id: 4242}}}\n");
    expect((await supervisor.run(["add-identities", "--from", file])).code).toBe(0);
    const { stdout } = await supervisor.run(["__complete", "--", "identity", ""]);
    expect(stdout).toBe("words\nreader\tread\n");
  });

  it("offers changes, the latest first, and kinds of them", async () => {
    const start = await supervisor.run(["start", "--no-wait", "db"]);
    const stop = await supervisor.run(["stop", "--no-wait", "db"]);
    const [kind, first, second] = await offered("tasks", "");
    expect([kind, first, second]).toEqual(["words", stop.stdout.trim(), start.stdout.trim()]);
    expect(await offered("tasks", "--last", "")).toContain("start");
  });

  it("offers what is in a directory on the supervisor's side", async () => {
    expect(await offered("ls", `${files}/`)).toEqual([
      "words",
      `${files}/inner/`,
      `${files}/one`,
      `${files}/two words`,
    ]);
    expect(await offered("rm", "-r", `${files}/.h`)).toEqual(["words", `${files}/.hidden`]);
    expect(await offered("mkdir", `${files}/`)).toEqual(["words", `${files}/inner/`]);
    expect(await offered("pull", "")).toEqual(["words", "/"]);
    expect(await offered("pull", `${files}/one`, "")).toEqual(["files"]);
  });

  it("leaves local files and folders to the shell", async () => {
    expect(await offered("push", "x")).toEqual(["files"]);
    expect(await offered("validate", "")).toEqual(["files"]);
    expect(await offered("pod", "up", "")).toEqual(["directories"]);
  });

  it("offers the labels of the layers that lie in the supervisor's directory", async () => {
    expect(await offered("add", "")).toEqual(["words", "base"]);
  });

  it("offers the words of a command that another one runs", async () => {
    expect(await offered("enter", "st")).toEqual(["words", "start", "stop"]);
    expect(await offered("enter", "--run", "start", "d")).toEqual(["words", "db"]);
    expect(await offered("enter", "exec", "--time")).toEqual(["words", "--timeout"]);
  });

  it("offers nothing where there is nothing to know", async () => {
    for (const words of [
      ["nope", ""],
      ["plan", ""],
      ["notify", ""],
      ["ls", `${files}/none/`],
      ["ls", "x"],
    ]) {
      expect((await offered(...words)).slice(1)).toEqual([]);
    }
  });

  it("prints nothing, and at once, when there is no supervisor", async () => {
    const env = { PEBBLE: join(supervisor.folder, "nobody") };
    const nothing = { code: 0, stdout: "", stderr: "" };
    expect(await runWords(["__complete", "--", "start", ""], { env })).toEqual(nothing);
  });

  it("prints nothing, and soon, when a supervisor does not answer", async () => {
    const socket = join(supervisor.folder, "silent.socket");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const env = { PEBBLE_SOCKET: socket };
    const started = performance.now();
    const result = await runWords(["__complete", "--", "start", ""], { env });
    expect(result).toEqual({ code: 0, stdout: "", stderr: "" });
    // Far below the five seconds that a read waits, far above half a second.
    expect(performance.now() - started).toBeLessThan(4_000);
    server.close();
  });
});
