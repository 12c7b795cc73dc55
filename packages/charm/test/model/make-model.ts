import {
  type Container,
  createHookTools,
  createModel,
  type HookContext,
  type Model,
  type RunTool,
  type ToolInput,
} from "@cobble/charm";
import { parseCharmcraft } from "@cobble/plan";

/** One run of a tool: its name and arguments, and what it was given besides. */
export interface ModelToolRun {
  readonly line: string;
  readonly input: ToolInput;
}

/** What a test wants of its model; everything has a default. */
export interface ModelOptions {
  /** The description, without its name. */
  readonly charmcraft?: string;
  readonly context?: Partial<HookContext>;
  readonly containers?: ReadonlyMap<string, Container>;
  readonly now?: () => number;
  readonly today?: () => number;
  /** What a tool prints, by its whole command line; `{}` when it is undefined. It may throw. */
  readonly answer?: (line: string, input: ToolInput) => string | undefined;
}

/** The model of unit `web/0`, over tools that answer as the test says, and what was run. */
export const makeModel = (
  options: ModelOptions = {},
): { readonly model: Model; readonly runs: ModelToolRun[]; readonly lines: () => readonly string[] } => {
  const runs: ModelToolRun[] = [];
  const run: RunTool = async (tool, args, input = {}) => {
    const line = [tool, ...args].join(" ");
    runs.push({ line, input });
    return options.answer?.(line, input) ?? "{}";
  };
  const context = {
    dispatchPath: "hooks/install",
    unitName: "web/0",
    charmDir: "/charm",
    modelName: "m",
    modelUuid: "u",
    jujuVersion: "3.6.4",
  };
  const model = createModel({
    context: { ...context, ...options.context },
    meta: parseCharmcraft(`name: web\n${options.charmcraft ?? ""}`, { file: "charmcraft.yaml" }),
    config: () => ({}),
    containers: options.containers ?? new Map(),
    tools: createHookTools(run),
    now: options.now ?? (() => 0),
    today: options.today ?? (() => 0),
  });
  return { model, runs, lines: () => runs.map(({ line }) => line) };
};
