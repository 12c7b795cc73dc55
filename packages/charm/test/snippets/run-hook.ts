import assert from "node:assert/strict";
import {
  type CharmClass,
  createHookTools,
  dispatch,
  type Environment,
  readHookContext,
  type ToolInput,
} from "@cobble/charm";

/** A hook to run in this process. */
export interface HookToRun {
  readonly charmcraft: string;
  /** What the agent says of the hook, besides the unit `web/0`. */
  readonly env: Environment;
  /** What a tool prints, by its command line up to some word; `{}` when none fits. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** Runs a hook, which has to succeed. @returns the tools it ran that change or say something, with their input. */
export const runHook = async (charm: CharmClass, { charmcraft, env, answers = {} }: HookToRun) => {
  const runs: string[] = [];
  const inputs: ToolInput[] = [];
  const tools = createHookTools(async (tool, args, input = {}) => {
    const line = [tool, ...args].join(" ");
    if (!/^(config-get|is-leader|.*-(list|ids|get))\b/.test(line)) {
      runs.push(line);
      inputs.push(input);
    }
    const known = Object.keys(answers).find((start) => line.startsWith(start));
    return known === undefined ? (tool === "is-leader" ? "true" : "{}") : (answers[known] ?? "");
  });
  const code = await dispatch(charm, {
    context: readHookContext({
      JUJU_UNIT_NAME: "web/0",
      JUJU_CHARM_DIR: "/charm",
      JUJU_VERSION: "3.6.4",
      ...env,
    }),
    tools,
    meta: { readFile: async (file) => (file === "charmcraft.yaml" ? charmcraft : undefined) },
    connect: () => assert.fail("no containers"),
    store: { load: async () => new Map(), save: async () => undefined },
    now: () => 0,
    today: () => 0,
    printError: assert.fail,
  });
  assert.equal(code, 0, runs.join("\n"));
  return { runs: runs.filter((line) => !line.startsWith("juju-log --log-level DEBUG")), inputs };
};
