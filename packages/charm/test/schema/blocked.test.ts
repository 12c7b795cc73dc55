import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ActionEvent,
  Charm,
  createHookTools,
  dispatch,
  type Framework,
  readHookContext,
} from "@cobble/charm";
import * as z from "zod";

const Config = z.object({ port: z.number().max(65535) });
const Params = z.object({ days: z.number() });

class StrictCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.action("purge"), this.onPurge);
  }
  async onConfigChanged(): Promise<void> {
    const { port } = await this.loadConfig(Config, { errors: "blocked" });
    await this.unit.setWorkloadVersion(String(port));
  }
  async onPurge(event: ActionEvent): Promise<void> {
    const { days } = await event.loadParams(Params, { errors: "fail" });
    await event.setResults({ days });
  }
}

/** Runs a hook of the charm in this process. */
const run = async (path: string, answers: Readonly<Record<string, string>>) => {
  const runs: string[] = [];
  const context = readHookContext({
    JUJU_DISPATCH_PATH: path,
    JUJU_UNIT_NAME: "web/0",
    JUJU_CHARM_DIR: "/charm",
  });
  const code = await dispatch(StrictCharm, {
    context,
    tools: createHookTools(async (tool, args) => {
      runs.push([tool, ...args].join(" "));
      return answers[tool] ?? "{}";
    }),
    meta: {
      readFile: async (file) =>
        file === "charmcraft.yaml" ? "name: web\nactions: {purge: {}}\n" : undefined,
    },
    connect: () => assert.fail("no containers"),
    store: { load: async () => new Map(), save: async () => undefined },
    now: () => 0,
    today: () => 0,
    printError: assert.fail,
  });
  return { code, runs };
};

const shown = (runs: readonly string[]): readonly string[] =>
  runs.filter((line) => /^(status-set|application-version-set|action-)/.test(line));

describe("a hook whose input does not fit its schema", () => {
  it("goes on when it does fit", async () => {
    const { code, runs } = await run("hooks/config-changed", { "config-get": '{"port": 80}' });
    assert.deepEqual([code, shown(runs)], [0, ["application-version-set -- 80"]]);
  });

  it("ends with a blocked status that names the option, and has not failed", async () => {
    const { code, runs } = await run("hooks/config-changed", { "config-get": '{"port": 70000}' });
    assert.equal(code, 0);
    assert.equal(shown(runs).length, 1);
    assert.match(
      runs.at(-1) ?? "",
      /^status-set --application=False blocked -- cannot use the configuration: port: /,
    );
  });

  it("ends an action with a failure that names the parameter", async () => {
    const { code, runs } = await run("actions/purge", { "action-get": '{"days": "x"}' });
    assert.equal(code, 0);
    assert.match(runs.at(-1) ?? "", /^action-fail -- cannot use the action's parameters: days: /);
  });
});
