import { join } from "node:path";
import { type Client, createClient } from "@cobble/client";
import type { LocalFiles } from "./containers/copy-paths.ts";
import { type HookContext, isRestricted, readHookContext } from "./context.ts";
import { type CharmClass, type DispatchDeps, dispatch } from "./dispatch.ts";
import { jujuStore } from "./framework/juju-store.ts";
import { configGetNow } from "./hook-tools/config.ts";
import { fewAtOnce } from "./hook-tools/few-at-once.ts";
import { createHookTools } from "./hook-tools/hook-tools.ts";
import { askOnceNow } from "./model/ask-once.ts";
import type { Config } from "./model/model.ts";
import { charmDirReader, yamlReader } from "./os/charm-dir.ts";
import { debuggeeAt } from "./os/debugger.ts";
import { runLegacyHook } from "./os/legacy-hook.ts";
import {
  after,
  delay,
  endProcess,
  environment,
  now,
  onExit,
  onIdle,
  onUncaught,
  onWarning,
  printError,
  today,
  userId,
} from "./os/process.ts";
import { loadRunToolNow, runTool } from "./os/run-tool.ts";
import { socketPath } from "./os/sockets.ts";
import { sqliteStore } from "./os/sqlite-store.ts";
import { Progress } from "./progress.ts";
import { securityLog, tellRefusals } from "./security-log.ts";
import type { TracingOptions } from "./tracing/endpoint.ts";
import { untraced } from "./tracing/trace.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** The file in the charm's folder that Python charms keep their state in, too. */
const stateFile = ".unit-state.db";

/** Tools that run at the same time: more would finish no sooner, and each of them takes tens of MiB. */
const mostTools = 8;

// Only copies of whole folders pay for the streams of files.
const loadLocalFiles = async (): Promise<LocalFiles> =>
  (await import("./os/local-files.ts")).createLocalFiles();

/** How a charm waits for its containers, and where it keeps what it stores. */
export interface MainOptions {
  /**
   * Whether what is stored and deferred is kept by Juju, by the tools `state-get` and `state-set`, and not in a file beside the
   * charm, which a new pod does not have; false when absent.
   */
  readonly useJujuForStorage?: boolean;
  /** How long a call waits for a container's supervisor that cannot be reached yet; 5 seconds when absent. */
  readonly connectTimeoutMs?: number;
  /** How long a start, stop, restart, replan or autostart may take; 30 seconds when absent. */
  readonly changeTimeoutMs?: number;
  /** Sends traces of what the charm does to whoever takes them: docs/how-to/trace-a-charm.md. Nothing is traced when absent. */
  readonly tracing?: TracingOptions;
}

const prepareConfig = async (): Promise<() => Config> => {
  const run = await loadRunToolNow();
  return askOnceNow(() => configGetNow(run));
};

const openClient = (path: string, tracing: Tracing | undefined): Client =>
  createClient(tracing === undefined ? { socketPath: path } : { transport: tracing.connect(path) });

/** Loaded only for charms that are traced. */
const beginTracing = async (
  options: TracingOptions | undefined,
  dispatched: { readonly context: HookContext; readonly charmType: string },
): Promise<Tracing | undefined> => {
  if (options === undefined) return undefined;
  const { startTracing } = await import("./tracing/tracing.ts");
  return startTracing(options, dispatched);
};

/**
 * Runs the hook that the environment names, and ends the process: with exit code 0, or with 1 after writing the reason to the
 * unit's log. It is the last line of a charm's file.
 *
 * @example
 * await main(SnappassCharm);
 */
export const main = async (charmClass: CharmClass, options: MainOptions = {}): Promise<void> => {
  const { connectTimeoutMs = 5_000, changeTimeoutMs = 30_000, useJujuForStorage = false } = options;
  const env = environment();
  // A hook that is a link to the charm itself was started by the charm.
  if (env["OPERATOR_DISPATCH"] !== undefined) return endProcess(0);
  try {
    if (typeof charmClass !== "function")
      throw new TypeError(`cannot run ${String(charmClass)}: it is no class of charms`);
    const context = readHookContext(env);
    // Such a hook may not read what Juju keeps; an error would make Juju run it again.
    if (useJujuForStorage && isRestricted(context)) return endProcess(0);
    const tracing = await beginTracing(options.tracing, { context, charmType: charmClass.name });
    const progress = new Progress();
    progress.report(context.dispatchPath, { after, printError });
    const run = fewAtOnce(runTool, mostTools);
    const tellSecurity = securityLog({ run, context, userId: userId(), today, printError });
    const watched = progress.watchTools(tracing?.tools(run) ?? run);
    const tools = createHookTools(tellRefusals(watched, tellSecurity));
    const deps: DispatchDeps = {
      tools,
      // A trace has a span for each tool, and one that is run in between has none.
      prepareConfig: tracing === undefined ? prepareConfig : undefined,
      store: useJujuForStorage ? jujuStore(tools) : sqliteStore(join(context.charmDir, stateFile)),
      meta: { readFile: charmDirReader(context.charmDir), readYaml: yamlReader(context.charmDir) },
      connect: (name) => {
        let client: Client | undefined;
        return {
          get client() {
            client ??= openClient(socketPath(name, env), tracing);
            return client;
          },
          ...{ connectTimeoutMs, changeTimeoutMs, now, delay, loadLocalFiles, tellSecurity },
        };
      },
      now,
      today,
      printError,
      runLegacyHook: (log) => runLegacyHook({ ...context, log }),
      debuggee: debuggeeAt(Number(env["COBBLE_DEBUG_PORT"] ?? 9229)),
      onUncaught,
      onWarning,
      onIdle,
      onExit,
      tellSecurity,
      progress,
      tracing,
    };
    const start = { name: `dispatch ${context.dispatchPath}` };
    const code = await (tracing?.trace ?? untraced)(start, () => dispatch(charmClass, { context, ...deps }));
    await tracing?.finish(printError);
    endProcess(code);
  } catch (error) {
    // Without its environment there is no agent, and so no log to write to.
    printError(String(error));
    endProcess(1);
  }
};
