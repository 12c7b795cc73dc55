import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

const layer = `
checks:
  good: {override: replace, level: alive, exec: {command: "true"}}
  poor:
    override: replace
    period: 10s
    threshold: 1
    exec: {command: "sh -c 'echo a long story that will not fit into the column of the table; exit 4'"}
`;

describe("commands of checks", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor(layer);
    const deadline = Date.now() + 10_000;
    const refresh = (): Promise<unknown> => supervisor.run(["check", "--refresh", "poor"]);
    while ((await supervisor.run(["health", "poor"])).code === 0 && Date.now() < deadline) await refresh();
    // A check that has just gone down goes on in another change, whose log begins with its next run.
    await refresh();
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  it("checks shows a table, with the cause of a failure in 70 letters", async () => {
    const deadline = Date.now() + 10_000;
    let { code, stdout } = await supervisor.run(["checks"]);
    while (!stdout.includes("(exit status") && Date.now() < deadline) {
      ({ code, stdout } = await supervisor.run(["checks"]));
    }
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("Check  Level  Startup  Status  Successes  Failures  Change");
    expect(lines[1]).toMatch(/^good {3}alive {2}enabled {2}up +0 +0\/3 +\d+$/);
    const note = /\((.*)\)$/.exec(lines[2] ?? "")?.[1] ?? "";
    expect(note).toMatch(/^exit status 4; .*\.\.\. run "cobble tasks \d+" for more$/);
    expect(note.length).toBe(70);
  });

  it("check shows one with its counters and what failed", async () => {
    const { stdout } = await supervisor.run(["check", "poor"]);
    expect(stdout).toMatch(
      /^name: poor\nstartup: enabled\nstatus: down\nsuccesses: 0\nfailures: \d+\nthreshold: 1\n/,
    );
    const json = JSON.parse((await supervisor.run(["check", "good", "--format=json"])).stdout);
    expect(json).toMatchObject({ name: "good", level: "alive", successes: 0, failures: 0 });
  });

  it("check --refresh tells why the check failed", async () => {
    expect((await supervisor.run(["check", "--refresh", "poor"])).stdout).toMatch(
      /^error: exit status 4; a long/m,
    );
  });

  const cases: readonly [readonly string[], Awaited<ReturnType<Supervisor["run"]>>][] = [
    [["checks", "nope"], { code: 0, stdout: "", stderr: "No matching health checks.\n" }],
    [["checks", "nope", "--format=json"], { code: 0, stdout: '{"checks":{}}\n', stderr: "" }],
    [["check", "nope"], { code: 1, stdout: "", stderr: 'error: cannot find check "nope"\n' }],
    [["health"], { code: 1, stdout: "unhealthy\n", stderr: "" }],
    [["health", "--format", "json"], { code: 0, stdout: '{"healthy":false}\n', stderr: "" }],
    [["health", "good"], { code: 0, stdout: "healthy\n", stderr: "" }],
    [["health", "--level=alive"], { code: 0, stdout: "healthy\n", stderr: "" }],
    [["start-checks", "good"], { code: 0, stdout: "Checks already started.\n", stderr: "" }],
    [
      ["stop-checks", "nope"],
      { code: 1, stdout: "", stderr: "error: cannot stop checks: cannot find checks in plan: nope\n" },
    ],
  ];
  for (const [words, result] of cases) {
    it(`${words.join(" ")} answers in the reference's words`, async () => {
      expect(await supervisor.run(words)).toEqual(result);
    });
  }

  it("stop-checks and start-checks name what they changed", async () => {
    expect((await supervisor.run(["stop-checks", "good"])).stdout).toBe("Checks stopped: good\n");
    expect((await supervisor.run(["start-checks", "good"])).stdout).toBe("Checks started: good\n");
  });
});
