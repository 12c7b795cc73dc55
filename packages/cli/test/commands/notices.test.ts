import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

describe("commands of notices", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor();
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  it("notify records a notice, which notices and notice show", async () => {
    const { stdout } = await supervisor.run(["notify", "example.com/a", "x=1", "name=a: b"]);
    expect(stdout).toMatch(/^Recorded notice \d+\n$/);
    const id = stdout.trim().split(" ").at(-1) ?? "";
    const listed = await supervisor.run(["notices", "--key", "example.com/a"]);
    expect(listed.stdout).toMatch(/^ID +User +Type +Key +First +Repeated +Occurrences\n/);
    expect(listed.stdout).toMatch(new RegExp(`^${id} +\\d+ +custom +example\\.com/a +today at .* 1\n$`, "m"));
    const shown = await supervisor.run(["notice", id]);
    expect(shown.stdout).toMatch(
      new RegExp(`^id: "${id}"\nuser-id: \\d+\ntype: custom\nkey: example.com/a\n`),
    );
    expect(shown.stdout).toContain("last-data:\n    name: 'a: b'\n    x: \"1\"\n");
    expect(await supervisor.run(["notice", "custom", "example.com/a"])).toEqual(shown);
  });

  const cases: readonly [readonly string[], Awaited<ReturnType<Supervisor["run"]>>][] = [
    [["notices", "--key", "a.b/no"], { code: 0, stdout: "", stderr: "No matching notices.\n" }],
    [
      ["notices", "--key", "a.b/no", "--timeout", "10ms"],
      { code: 0, stdout: "", stderr: "No matching notices after waiting 10ms.\n" },
    ],
    [["notices", "--key", "a.b/no", "--format", "yaml"], { code: 0, stdout: "notices: []\n", stderr: "" }],
    [
      ["notify", "bad"],
      {
        code: 1,
        stdout: "",
        stderr: 'error: invalid key "bad" (must be in "example.com/path" format)\n',
      },
    ],
    [
      ["notify", "k", "v"],
      { code: 1, stdout: "", stderr: 'error: data args must be in "name=value" format, not "v"\n' },
    ],
    [["notice", "9999"], { code: 1, stdout: "", stderr: 'error: cannot find notice with ID "9999"\n' }],
    [["notice", "a/b"], { code: 1, stdout: "", stderr: 'error: invalid notice ID "a/b"\n' }],
    [
      ["notice", "custom", "a.b/no"],
      { code: 1, stdout: "", stderr: 'error: cannot find custom notice with key "a.b/no"\n' },
    ],
  ];
  for (const [words, result] of cases) {
    it(`${words.join(" ")} answers in the reference's words`, async () => {
      expect(await supervisor.run(words)).toEqual(result);
    });
  }
});
