import assert from "node:assert/strict";
import {
  createHookTools,
  createMemoryStore,
  createModel,
  type HookContext,
  readHookContext,
  type StateStore,
} from "@cobble/charm";
import { parseCharmcraft } from "@cobble/plan";
import { Framework, type FrameworkDeps } from "../../src/framework/framework.ts";
import { KeptState } from "../../src/framework/kept-state.ts";
import { Logger } from "../../src/log.ts";

/** What the agent says about a hook of `web/0`. */
export const contextOf = (hook: string, env: Readonly<Record<string, string>> = {}): HookContext =>
  readHookContext({
    JUJU_DISPATCH_PATH: `hooks/${hook}`,
    JUJU_UNIT_NAME: "web/0",
    JUJU_CHARM_DIR: "/charm",
    ...env,
  });

/** A framework as one hook gets it, the names of the tools that it runs, and the lines that it logs. */
export interface TestFramework {
  readonly framework: Framework;
  readonly runs: string[];
  readonly logged: string[];
  /** The arguments of the last run of a tool. */
  readonly said: (tool: string) => readonly string[];
}

const charmcraft =
  "name: web\nactions: {go: {}}\ncontainers: {web: {resource: i}}\nresources: {i: {type: oci-image}}\nrequires: {db: {interface: db}}";

/** How the world is in one hook. */
export interface HookFacts {
  readonly today?: () => number;
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  /** What tools print, by their names. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly breakpoints?: FrameworkDeps["breakpoints"];
}

/** Makes a framework for one hook, whose tools answer with nothing. */
export const makeFramework = async (
  store: StateStore = createMemoryStore(),
  { today = () => 0, config = {}, answers = {}, breakpoints }: HookFacts = {},
): Promise<TestFramework> => {
  const runs: string[] = [];
  const logged: string[] = [];
  const last = new Map<string, readonly string[]>();
  const tools = createHookTools((tool, args) => {
    runs.push(tool);
    last.set(tool, args);
    return Promise.resolve(answers[tool] ?? (tool === "is-leader" ? "true" : "{}"));
  });
  const jujuLog = (level: string, message: string): Promise<void> => {
    logged.push(`${level} ${message}`);
    return Promise.resolve();
  };
  const context = contextOf("install");
  const meta = parseCharmcraft(charmcraft, { file: "charmcraft.yaml" });
  const clock = { now: () => 0, today };
  const framework = new Framework({
    context,
    meta,
    model: createModel({ ...clock, context, meta, config: () => config, containers: new Map(), tools }),
    tools,
    log: new Logger({ jujuLog, fallback: assert.fail }),
    kept: await KeptState.load(store),
    today,
    breakpoints,
  });
  return { framework, runs, logged, said: (tool) => last.get(tool) ?? [] };
};
