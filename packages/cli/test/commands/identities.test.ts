import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Result, type Supervisor, startSupervisor } from "../supervisor.ts";

describe("commands of identities", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor();
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  /** Runs a command on a file with this text. */
  const change = async (words: readonly string[], text: string): Promise<Result> => {
    const path = join(supervisor.folder, "identities.yaml");
    await writeFile(path, text);
    return supervisor.run([...words, "--from", path]);
  };
  const ok = (stdout: string): Result => ({ code: 0, stdout, stderr: "" });
  const failed = (message: string): Result => ({ code: 1, stdout: "", stderr: `error: ${message}\n` });

  const none: Result = { code: 0, stdout: "", stderr: "No identities.\n" };

  it("say so when there are none", async () => {
    expect(await supervisor.run(["identities"])).toEqual(none);
    expect(await supervisor.run(["identities", "--format", "json"])).toEqual(ok('{"identities":{}}\n'));
    expect(await supervisor.run(["identities", "--format", "yaml"])).toEqual(ok("identities: {}\n"));
  });

  it("add, show, change, replace and remove identities", async () => {
    const bob = "bob: {access: admin, local: {user-id: 42}}";
    const amy = "amy: {access: read, local: {user-id: 7}, basic: {password: x}}";
    expect(await change(["add-identities"], `identities: {${bob}, ${amy}}`)).toEqual(
      ok("Added 2 new identities.\n"),
    );
    expect(await supervisor.run(["identities"])).toEqual(
      ok("Name  Access  Types\namy   read    basic,local\nbob   admin   local\n"),
    );
    const shown = 'access: read\nlocal:\n    user-id: 7\nbasic:\n    password: "*****"\n';
    expect((await supervisor.run(["identity", "amy"])).stdout.replaceAll("'", '"')).toBe(shown);
    expect(await supervisor.run(["identity", "bob", "--format", "json"])).toEqual(
      ok('{"access":"admin","local":{"user-id":42}}\n'),
    );
    expect(
      await change(["update-identities"], "identities: {bob: {access: read, local: {user-id: 1}}}"),
    ).toEqual(ok("Updated 1 identity.\n"));
    expect(await change(["update-identities", "--replace"], "identities: {bob: null, no: null}")).toEqual(
      ok("Replaced 2 identities.\n"),
    );
    expect(await change(["remove-identities"], "identities: {amy: null}")).toEqual(
      ok("Removed 1 identity.\n"),
    );
    expect(await supervisor.run(["identities"])).toEqual(none);
  });

  const refused: readonly [words: readonly string[], text: string, message: string][] = [
    [["add-identities"], "x: y", 'no identities to add; did you forget the top-level "identities" key?'],
    [
      ["add-identities"],
      "identities: {a: null}",
      'identity value for "a" must not be null for add operation',
    ],
    [
      ["update-identities"],
      "identities: {a: null}",
      'identity value for "a" must not be null for update operation',
    ],
    [
      ["remove-identities"],
      "identities: {a: {}}",
      'identity value for "a" must be null for remove operation',
    ],
    [["remove-identities"], "identities: {a: null}", "identities do not exist: a"],
    [["remove-identities", "--replace"], "", "unknown flag `replace'"],
  ];
  for (const [words, text, message] of refused) {
    it(`${words.join(" ")} is refused: ${message}`, async () => {
      expect(await change(words, text)).toEqual(failed(message));
    });
  }

  it("need a file, and a name", async () => {
    const missing = failed("the required flag `--from' was not specified");
    for (const name of ["add-identities", "update-identities", "remove-identities"]) {
      expect(await supervisor.run([name])).toEqual(missing);
      expect(await supervisor.run([name, "extra"])).toEqual(missing);
    }
    expect(await supervisor.run(["add-identities", "--from", "/nope"])).toEqual(
      failed("open /nope: no such file or directory"),
    );
    expect(await supervisor.run(["identity"])).toEqual(
      failed("the required argument `<name>` was not provided"),
    );
    expect(await supervisor.run(["identity", "x"])).toEqual(failed('cannot find identity "x"'));
  });
});
