import { describe, expect, it } from "bun:test";
import { createPodClient, type PodClient } from "../../src/control/client.ts";
import type { PodStatus } from "../../src/control/protocol.ts";
import { answerControl, type PodControl } from "../../src/control/routes.ts";
import { ControlError, ValueError } from "../../src/errors.ts";

const at = { status: "active", message: "", since: "2026-01-01T00:00:00Z" };
const status: PodStatus = {
  podDir: "/pod",
  pid: 1,
  application: "app",
  unit: "app/0",
  status: at,
  applicationStatus: at,
  version: "",
  agent: "idle",
  ports: [],
  charmLog: "/pod/.cobble/charm.log",
  relations: [],
  containers: [],
};

const makePod = (more: Partial<PodControl> = {}): PodControl => ({
  callTool: ({ tool, args }) => ({ stdout: [tool, ...args].join(" "), stderr: "", exitCode: 0 }),
  status: () => Promise.resolve(status),
  config: () => [{ name: "port", type: "int", source: "default", value: 1, description: "" }],
  setConfig: ({ set }) => Promise.resolve({ changed: Object.keys(set), notes: [] }),
  runAction: () => Promise.resolve({ results: new Map() }),
  down: () => undefined,
  ...more,
});

const connect = (pod: PodControl): PodClient =>
  createPodClient((path, init) => answerControl(pod, new Request(`http://pod${path}`, init)));

const post = (pod: PodControl, path: string, body: string): Promise<Response> =>
  answerControl(pod, new Request(`http://pod${path}`, { method: "POST", body }));

describe("a pod's calls, from client to routes", () => {
  it("give the status and the configuration", async () => {
    const client = connect(makePod());
    expect(await client.status()).toEqual(status);
    expect(await client.config()).toMatchObject([{ name: "port", value: 1 }]);
    expect(await client.setConfig({ set: { a: "1" }, reset: [] })).toEqual({ changed: ["a"], notes: [] });
  });

  it("pass wrong values on as errors that say the same", async () => {
    const refuse = (): never => {
      throw new ValueError("cannot set it");
    };
    const client = connect(makePod({ setConfig: refuse, runAction: refuse }));
    await expect(client.setConfig({ set: {}, reset: [] })).rejects.toThrow(ValueError);
    await expect(Array.fromAsync(client.runAction({ name: "x", words: [] }))).rejects.toThrow(
      "cannot set it",
    );
  });

  it("give an action's lines as they come, then its end", async () => {
    const ended = Promise.withResolvers<void>();
    const client = connect(
      makePod({
        runAction: async ({ name, words }, say) => {
          say(`${name} ${words.join()}`);
          await ended.promise;
          return { results: new Map([["a.b", "1"]]), failure: "no luck" };
        },
      }),
    );
    const lines: unknown[] = [];
    for await (const line of client.runAction({ name: "greet", words: ["x=1"] })) {
      lines.push(line);
      ended.resolve();
    }
    expect(lines).toEqual([{ log: "greet x=1" }, { end: { results: { "a.b": "1" }, failure: "no luck" } }]);
  });

  it("take the pod down as asked", async () => {
    const asked: boolean[] = [];
    await connect(makePod({ down: ({ remove }) => asked.push(remove) })).down({ remove: true });
    expect(asked).toEqual([true]);
  });

  it("say so when the runner does not answer", async () => {
    const client = createPodClient(() => Promise.reject(new Error("refused")));
    await expect(client.status()).rejects.toThrow(ControlError);
  });
});

describe("answerControl", () => {
  it("serves hook tools", async () => {
    const body = JSON.stringify({ tool: "is-leader", args: ["-x"], context: "1" });
    expect(await (await post(makePod(), "/hook-tool", body)).json()).toEqual({
      stdout: "is-leader -x",
      stderr: "",
      exitCode: 0,
    });
  });

  it("refuses unknown routes and bodies that it cannot read", async () => {
    expect((await post(makePod(), "/nope", "{}")).status).toBe(404);
    expect((await post(makePod(), "/down", "{")).status).toBe(400);
    expect((await post(makePod(), "/down", '{"remove": 1}')).status).toBe(400);
  });
});
