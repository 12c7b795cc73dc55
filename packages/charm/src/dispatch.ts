import type { Charm } from "./charm.ts";
import { Container, type ContainerDeps } from "./containers/container.ts";
import { eventName, type HookContext, isAction } from "./context.ts";
import { Framework } from "./framework/framework.ts";
import type { HookTools } from "./hook-tools/hook-tools.ts";
import { Logger } from "./log.ts";
import { loadMeta, type MetaDeps } from "./meta.ts";
import { createModel } from "./model/create-model.ts";
import type { Config } from "./model/model.ts";

/** A class of charms, as `main` takes it, whatever names its charms know. */
export type CharmClass = new (framework: Framework) => Pick<Charm, "framework">;

/** What running one hook needs of the world. */
export interface DispatchDeps {
  readonly tools: HookTools;
  /** Reads the charm's own description. */
  readonly meta: MetaDeps;
  /** What a container of that name is made from. */
  readonly connect: (container: string) => ContainerDeps;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  /** Ends the charm's process; absent where there is none to end, as in a test. */
  readonly endProcess?: (code: number) => void;
  /** Writes a line for whoever watches the charm's process. */
  readonly printError: (line: string) => void;
}

const makeFramework = async (
  context: HookContext,
  deps: DispatchDeps & { log: Logger },
): Promise<Framework> => {
  const { tools, log } = deps;
  // The tool first: its process runs while this one reads the charm's description.
  const [config, meta]: [Config, Framework["meta"]] = await Promise.all([
    tools.configGet(),
    loadMeta(deps.meta, context.charmDir),
  ]);
  const containers = new Map(
    [...meta.containers.keys()].map((name) => [name, new Container(name, deps.connect(name))]),
  );
  const endHook = async (): Promise<void> => {
    await log.flush();
    deps.endProcess?.(0);
  };
  const model = createModel({ ...deps, context, meta, config, containers, endHook });
  return new Framework({ meta, model, tools, log });
};

/** The error's stack, and below it those of the errors that caused it. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by: ${describe(error.cause)}`;
};

/**
 * Runs one hook: makes the charm, and hands it the event. An event that nobody observes is no error, so that a charm may be
 * older than its agent.
 * @returns the exit code: 0, or 1 when the charm or something under it threw, which is in the log then
 */
export const dispatch = async (
  charmClass: CharmClass,
  { context, ...deps }: DispatchDeps & { readonly context: HookContext },
): Promise<0 | 1> => {
  const log = new Logger({
    jujuLog: (level, message) => deps.tools.jujuLog(level, message),
    fallback: deps.printError,
  });
  try {
    const framework = await makeFramework(context, { ...deps, log });
    new charmClass(framework);
    await framework.reemit();
    await framework.emitHook(eventName(context), context);
    return 0;
  } catch (error) {
    log.error(`cannot finish ${context.dispatchPath}: uncaught error in the charm:\n${describe(error)}`);
    // Whoever asked for an action sees what its process writes, and does not read the log.
    if (isAction(context)) deps.printError(`uncaught error in the charm: ${String(error)}`);
    return 1;
  } finally {
    await log.flush();
  }
};
