import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { BreakpointError, Charm } from "@cobble/charm";
import WebSocket from "ws";
import { Breakpoints } from "../src/framework/breakpoints.ts";
import { Logger } from "../src/log.ts";
import { hookEnvironment, makeTempDir } from "./charm-process.ts";
import { makeFramework } from "./framework/make-framework.ts";
import { makeRecordingTools } from "./recording-tools.ts";

const charm = fileURLToPath(new URL("fixtures/remembers.ts", import.meta.url));

/** Lets a process that waits for a debugger go on. */
const attach = async (url: string): Promise<void> => {
  const socket = new WebSocket(url);
  await once(socket, "open");
  for (const [id, method] of ["Debugger.enable", "Runtime.runIfWaitingForDebugger"].entries()) {
    socket.send(JSON.stringify({ id, method }));
  }
  socket.on("message", (data) => {
    if (String(data).includes("Debugger.paused")) socket.send('{"id": 9, "method": "Debugger.resume"}');
  });
};

describe("JUJU_DEBUG_AT", () => {
  it("hook: the handler runs when a debugger is attached, and not before", async () => {
    await using tools = await makeRecordingTools();
    await using dir = await makeTempDir({ "charmcraft.yaml": "name: web\nactions: {purge: {}}\n" });
    const env = { JUJU_DEBUG_AT: "hook", COBBLE_DEBUG_PORT: "0" };
    const run = { charm, hook: "hooks/config-changed", charmDir: dir.path, tools, env };
    const child = spawn(process.execPath, [charm], {
      env: hookEnvironment(run),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.stdout += text;
    });
    for await (const chunk of child.stderr.setEncoding("utf8")) {
      said.stderr += String(chunk);
      const url = /ws:\/\/\S+/.exec(said.stderr)?.[0];
      if (url === undefined) continue;
      assert.equal(said.stdout, "");
      await attach(url);
      break;
    }
    const [code] = await once(child, "close");
    assert.deepEqual({ code, stdout: said.stdout }, { code: 0, stdout: "hook 1\n" });
  });
});

describe("Breakpoints", () => {
  const make = (...names: readonly string[]) => {
    const seen: string[] = [];
    const log = new Logger({
      jujuLog: async (level, message) => void seen.push(`${level} ${message}`),
      fallback: assert.fail,
    });
    const wait = async (): Promise<void> => void seen.push("stopped");
    const debuggee = { address: "127.0.0.1:9229", wait };
    return { seen, log, breakpoints: new Breakpoints({ names: new Set(names), debuggee, log }) };
  };

  it("one of its own name stops, and another says that it was passed", async () => {
    const { seen, log, breakpoints } = make("here");
    await breakpoints.at("there");
    await breakpoints.at("here");
    await breakpoints.beforeHandler();
    await log.flush();
    assert.deepEqual(seen, [
      "WARNING passed breakpoint there: JUJU_DEBUG_AT asks for here",
      "WARNING waits for a debugger at 127.0.0.1:9229, at breakpoint here",
      "stopped",
    ]);
  });

  it("all stops everywhere, hook before handlers only, and nothing stops when nothing is asked for", async () => {
    for (const [name, stops] of [
      ["all", 3],
      ["hook", 1],
      [undefined, 0],
    ] as const) {
      const { seen, breakpoints } = make(...(name === undefined ? [] : [name]));
      await breakpoints.at("here");
      await breakpoints.at();
      await breakpoints.beforeHandler();
      assert.equal(seen.filter((each) => each === "stopped").length, stops, name ?? "nothing");
    }
  });

  it("hook stops before what a charm does after all events, too, and not before statuses are asked for", async () => {
    const stops: string[] = [];
    const debuggee = { address: "", wait: async () => void stops.push("stopped") };
    const { framework } = await makeFramework(undefined, {
      breakpoints: { names: new Set(["hook"]), debuggee },
    });
    const charm = new Charm(framework);
    charm.reconcile(() => void stops.push("reconcile"));
    charm.observe(charm.on.collectUnitStatus, () => void stops.push("status"));
    await framework.emit(framework.on.reconcile);
    await framework.emit(charm.on.collectUnitStatus);
    assert.deepEqual(stops, ["stopped", "reconcile", "status"]);
  });

  it("names that could not be asked for are refused", async () => {
    for (const name of ["hook", "all", "", "A", "a_b", "-a"]) {
      await assert.rejects(make().breakpoints.at(name), BreakpointError);
    }
  });
});
