import { describe, expect, it } from "bun:test";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callHookTool } from "../../src/os/agent-socket.ts";
import { serveSocket } from "../../src/os/socket-server.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

describe("callHookTool", () => {
  it("sends a call to the agent, and writes output to a file when asked", async () => {
    using folder = temporaryFolder();
    const socket = join(folder.path, "s");
    const output = join(folder.path, "out");
    const calls: unknown[] = [];
    const server = serveSocket(socket, async (request) => {
      calls.push(await request.json());
      return Response.json({
        stdout: "True\n",
        stderr: "",
        exitCode: 0,
        ...(calls.length > 1 ? { output } : {}),
      });
    });
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    const env = { JUJU_AGENT_SOCKET_ADDRESS: socket, JUJU_CONTEXT_ID: "c1" };
    const call = { tool: "is-leader", args: ["--format=json"], env };
    expect(await callHookTool(call)).toEqual({ stdout: "True\n", stderr: "", exitCode: 0 });
    expect(calls).toEqual([{ tool: "is-leader", args: ["--format=json"], context: "c1" }]);
    expect((await callHookTool(call)).stdout).toBe("");
    expect(readFileSync(output, "utf8")).toBe("True\n");
    await server.close();
    expect(existsSync(socket)).toBe(false);
  });

  it("sends the texts of the files that the call names, and says which cannot be read", async () => {
    using folder = temporaryFolder();
    const socket = join(folder.path, "s");
    const file = join(folder.path, "password");
    writeFileSync(file, "p w\n");
    const calls: unknown[] = [];
    const server = serveSocket(socket, async (request) => {
      calls.push(await request.json());
      return Response.json({ stdout: "", stderr: "", exitCode: 0 });
    });
    const env = { JUJU_AGENT_SOCKET_ADDRESS: socket, JUJU_CONTEXT_ID: "c1" };
    const args = [`password#file=${file}`];
    await callHookTool({ tool: "secret-add", args, env });
    expect(calls).toEqual([{ tool: "secret-add", args, context: "c1", files: { [file]: "p w\n" } }]);
    const missing = callHookTool({ tool: "state-set", args: ["--file", `${file}.not`], env });
    await expect(missing).rejects.toThrow(`cannot run state-set: cannot read ${file}.not: ENOENT`);
    await server.close();
  });

  it("says what is missing outside a hook, and when nobody answers", async () => {
    using folder = temporaryFolder();
    await expect(callHookTool({ tool: "is-leader", args: [], env: {} })).rejects.toThrow(
      "cannot run is-leader: it works only in a hook of a charm",
    );
    const env = { JUJU_AGENT_SOCKET_ADDRESS: join(folder.path, "none"), JUJU_CONTEXT_ID: "c1" };
    await expect(callHookTool({ tool: "is-leader", args: [], env })).rejects.toThrow(
      "the unit agent does not answer",
    );
  });
});
