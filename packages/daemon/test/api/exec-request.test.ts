import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sh } from "../commands.ts";
import { type Listening, startListening } from "../listening.ts";

let server: Listening;

beforeEach(async () => {
  server = await startListening();
});
afterEach(() => server[Symbol.asyncDispose]());

describe("an exec request", () => {
  it("is refused with the reference's words", async () => {
    const file = join(server.directory, "file");
    writeFileSync(file, "", { mode: 0o644 });
    const cases: readonly (readonly [unknown, number, string])[] = [
      ["", 400, "cannot decode request body: EOF"],
      ["null", 400, "must specify command"],
      [{ command: [] }, 400, "must specify command"],
      [{ command: ["no-such-program"] }, 400, 'cannot find executable "no-such-program"'],
      [{ command: [""] }, 400, 'cannot find executable ""'],
      [{ command: ["/"] }, 400, 'cannot find executable "/"'],
      [{ command: [file] }, 400, `cannot find executable "${file}"`],
      [{ command: ["true"], timeout: "soon" }, 400, 'invalid timeout: time: invalid duration "soon"'],
      [{ command: ["true"], "service-context": "x" }, 400, 'context service "x" not found'],
      [{ command: ["true"], user: "nosuchuser" }, 400, "user: unknown user nosuchuser"],
      [{ command: ["true"], "user-id": 54_321 }, 400, "user: unknown userid 54321"],
      [{ command: ["true"], "group-id": 1 }, 400, "must specify user, not just group"],
      [
        { command: ["true"], "working-dir": "/no" },
        500,
        'cannot call exec: working directory "/no" does not exist',
      ],
      [
        { command: ["true"], "working-dir": file },
        500,
        `cannot call exec: working directory "${file}" not a directory`,
      ],
      [
        { command: ["true"], environment: { HOME: "/no" } },
        500,
        'cannot call exec: home directory "/no" does not exist',
      ],
      [
        { command: ["true"], interactive: true },
        500,
        "cannot call exec: cannot use interactive mode without a terminal",
      ],
    ];
    for (const [body, status, message] of cases) {
      const answer = await server.post("/v1/exec", body);
      expect({ status: answer.status, result: answer.result }).toEqual({ status, result: { message } });
    }
    expect(server.engine.list()).toEqual([]);
  });

  it("answers with the environment and directory that the command will have", async () => {
    const { result } = await server.post("/v1/exec", { command: ["true"], environment: { A: "b" } });
    expect(result).toMatchObject({
      "working-dir": server.directory,
      environment: { A: "b", HOME: server.directory },
    });
  });

  it("takes what it does not say from the context of a service", async () => {
    await using other = await startListening({
      serviceContext: (name) =>
        name === "web" ? { environment: { A: "service", B: "service" }, workingDir: "/usr" } : undefined,
    });
    const context = { "service-context": "web", environment: { A: "request" } };
    expect((await other.run({ command: sh("pwd; echo $A $B"), ...context })).output).toBe(
      "/usr\nrequest service\n",
    );
    expect((await other.run({ command: ["pwd"], "working-dir": "/", ...context })).output).toBe("/\n");
  });

  it("with a NUL in a word or a variable fails in its task", async () => {
    const failed = await server.run({ command: ["true", "a\0b"] });
    expect(failed.exitCode).toBe(-1);
    expect(failed.task).toMatchObject({ status: "Error" });
    expect(failed.change.err).toEndWith("true: invalid argument)");
    const variable = await server.run({ command: ["true"], environment: { A: "\0" } });
    expect(variable.change.err).toEndWith("(exec: environment variable contains NUL)");
  });
});
