import type { Charm } from "./charm.ts";
import { Container, type ContainerDeps } from "./containers/container.ts";
import { eventName, type HookContext, isAction, isRestricted, isTeardown } from "./context.ts";
import { describeError, summarizeError } from "./describe-error.ts";
import { EndHookError, StuckError } from "./errors.ts";
import type { Debuggee } from "./framework/breakpoints.ts";
import { collectStatus } from "./framework/collect-status.ts";
import { Framework } from "./framework/framework.ts";
import { KeptState, type StateStore } from "./framework/kept-state.ts";
import type { HookTools } from "./hook-tools/hook-tools.ts";
import { Logger } from "./log.ts";
import { loadMeta, type MetaDeps } from "./meta.ts";
import { createModel } from "./model/create-model.ts";
import type { Config } from "./model/model.ts";
import type { Progress } from "./progress.ts";
import type { TellSecurity } from "./security-log.ts";
import { untraced } from "./tracing/trace.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** A class of charms, as `main` takes it, whatever names its charms know. */
export type CharmClass = new (framework: Framework) => Pick<Charm, "framework">;

/** What running one hook needs of the world. */
export interface DispatchDeps {
  readonly tools: HookTools;
  /** Reads the charm's own description. */
  readonly meta: MetaDeps;
  /** Where the charm keeps what it stores and defers. */
  readonly store: StateStore;
  /** What a container of that name is made from. */
  readonly connect: (container: string) => ContainerDeps;
  /**
   * Gives what asks for the options' values, once and when the charm looks at them: a hook that does not is spared the tool.
   * They are asked for before the charm is made when absent.
   */
  readonly prepareConfig?: (() => Promise<() => Config>) | undefined;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  /** Is shown the charm when it is made, before its event; the event waits for it. */
  readonly onCharm?: (charm: Pick<Charm, "framework">) => void | Promise<void>;
  /** Is told of an error that ends the hook, as it was thrown. */
  readonly onError?: (error: unknown) => void;
  /** Writes a line for whoever watches the charm's process. */
  readonly printError: (line: string) => void;
  /** Runs an older program of the hook's name; an exit code ends the hook. None is run when absent. */
  readonly runLegacyHook?: (log: Logger) => Promise<number | undefined>;
  /** Remembers what the charm does, for those who look at its traces; nothing is remembered when absent. */
  readonly tracing?: Pick<Tracing, "trace" | "traceId" | "attach" | "setDestination"> | undefined;
  /** How the process waits for a debugger; a hook never stops for one when absent. */
  readonly debuggee?: Debuggee;
  /** Tells of errors that were thrown where nobody waited for them; they end the hook. */
  readonly onUncaught?: (callback: (error: unknown) => void) => void;
  /** Tells of what the runtime warns of. */
  readonly onWarning?: (callback: (warning: Error) => void) => void;
  /** Tells when nothing is left that the process could wait for, though the hook has not ended. */
  readonly onIdle?: (callback: () => void) => void;
  /** Tells when the process ends, whoever ends it. */
  readonly onExit?: (callback: (code: number) => void) => void;
  /** Tells those who watch over security of what they look for; nobody is told when absent. */
  readonly tellSecurity?: TellSecurity;
  /** Knows what the charm is at; nothing does when absent. */
  readonly progress?: Progress;
}

/** One hook, and what running it needs. */
type HookDeps = DispatchDeps & { readonly context: HookContext };

/** A hook that runs. */
type Hook = HookDeps & { readonly log: Logger };

const findConfig = async ({ tools, prepareConfig }: DispatchDeps): Promise<() => Config> => {
  if (prepareConfig !== undefined) return prepareConfig();
  const config = await tools.configGet();
  return () => config;
};

const makeFramework = async ({ context, ...deps }: Hook): Promise<Framework> => {
  const { tools, log, progress } = deps;
  const trace = deps.tracing?.trace ?? untraced;
  const [config, meta, kept] = await Promise.all([
    // Such a hook may not ask for it; where it is asked for when a charm looks at it, the charm is told so.
    isRestricted(context) && deps.prepareConfig === undefined ? () => ({}) : findConfig(deps),
    loadMeta(deps.meta, context.charmDir),
    KeptState.load(deps.store),
  ]);
  const containers = new Map(
    [...meta.containers.keys()].map((name) => [name, new Container(name, deps.connect(name))]),
  );
  const model = createModel({ ...deps, context, meta, config, containers });
  const { debugAt: names } = context;
  const breakpoints = names === undefined ? undefined : { names, debuggee: deps.debuggee };
  return new Framework({
    context,
    meta,
    model,
    tools,
    log,
    kept,
    today: deps.today,
    breakpoints,
    trace: progress?.watchTrace(trace) ?? trace,
    setTraceDestination: deps.tracing?.setDestination,
  });
};

/**
 * What was deferred comes first, then the hook's own event, then what the charm does after any of them, then the question
 * how the charm is; when none of it threw, what was stored and deferred is kept.
 * @source ops 3.9, ops/_main.py, _Manager
 */
const runHook = async (charmClass: CharmClass, hook: Hook): Promise<number> => {
  const ended = await hook.runLegacyHook?.(hook.log);
  if (ended !== undefined) return ended;
  const { context } = hook;
  const framework = await makeFramework(hook);
  // Tools that look for the traces of a hook know this line.
  if (hook.tracing !== undefined) hook.log.debug(`Starting root trace with id='${hook.tracing.traceId}'.`);
  hook.tracing?.attach(framework);
  const charm = new charmClass(framework);
  if (charm.framework !== framework) {
    throw new TypeError(
      `cannot run ${charmClass.name}: it does not extend Charm, or its constructor hands another framework to super`,
    );
  }
  await hook.onCharm?.(charm);
  const full = !isRestricted(context);
  if (full) await framework.reemit();
  await framework.emitHook(eventName(context), context);
  if (full && !isTeardown(context) && !isAction(context)) await framework.emit(framework.on.reconcile);
  if (full) await collectStatus(framework);
  await framework.commit();
  return 0;
};

/** Rejects with the first error that nobody waited for, or when the charm waits for something that can no longer happen. */
const uncaughtError = ({ onUncaught, onIdle, progress }: DispatchDeps): Promise<never> =>
  new Promise((_resolve, reject) => {
    onUncaught?.(reject);
    onIdle?.(() => reject(new StuckError(progress?.now ?? "")));
  });

/** Tells of a hook that ends in another way than its charm's handlers ending: by `process.exit`. @returns when to forget it */
const watchEnd = (log: Logger, { context, onExit, progress, printError }: HookDeps): (() => void) => {
  let ended = false;
  onExit?.((code) => {
    if (ended) return;
    const unsaid = log.pending.map((line) => `\n${line}`).join("");
    printError(
      `${context.dispatchPath} was ended with exit code ${code} by the charm, at ${progress?.now}: nothing that it stored or deferred is kept${unsaid}`,
    );
  });
  return () => {
    ended = true;
  };
};

/**
 * Runs one hook: makes the charm, and hands it the event. An event that nobody observes is no error, so that a charm may be
 * older than its agent.
 * @returns the exit code: 0; that of an older program of the hook's name; or 1 when the charm or something under it threw,
 * which is in the log then, and nothing of the hook is kept
 */
export const dispatch = async (charmClass: CharmClass, deps: HookDeps): Promise<number> => {
  const { context } = deps;
  const log = new Logger({
    jujuLog: (level, message) => deps.tools.jujuLog(level, message),
    fallback: deps.printError,
    ...(context.debug && { echo: deps.printError }),
  });
  deps.onWarning?.(({ name, message }) => log.warning(`${name}: ${message}`));
  const forget = watchEnd(log, deps);
  try {
    return await Promise.race([runHook(charmClass, { ...deps, log }), uncaughtError(deps)]);
  } catch (error) {
    // What went wrong has been said where it was thrown.
    if (error instanceof EndHookError) return 0;
    deps.onError?.(error);
    const place = deps.progress?.placeOf(error) ?? "";
    const where = place === "" ? "" : ` (${place})`;
    log.error(
      `cannot finish ${context.dispatchPath}: uncaught error in the charm${where}:\n${describeError(error)}`,
    );
    const description = `uncaught error in the charm: ${summarizeError(error)}`;
    // Whoever asked for an action sees what its process writes, and does not read the log.
    if (isAction(context)) deps.printError(description);
    // The line that people read comes first.
    await log.flush();
    const subject = error instanceof Error ? error.name : typeof error;
    await deps.tellSecurity?.({ type: "sys_crash", subject, description });
    return 1;
  } finally {
    await log.flush();
    forget();
  }
};
