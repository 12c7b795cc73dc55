import { join } from "node:path";
import { createClient } from "@cobble/client";
import type { LocalFiles } from "./containers/copy-paths.ts";
import { readHookContext } from "./context.ts";
import { type CharmClass, dispatch } from "./dispatch.ts";
import { jujuStore } from "./framework/juju-store.ts";
import { createHookTools } from "./hook-tools/hook-tools.ts";
import { charmDirReader, readYaml } from "./os/charm-dir.ts";
import { waitForDebugger } from "./os/debugger.ts";
import { runLegacyHook } from "./os/legacy-hook.ts";
import {
  delay,
  endProcess,
  environment,
  now,
  onUncaught,
  onWarning,
  printError,
  today,
} from "./os/process.ts";
import { runTool } from "./os/run-tool.ts";
import { socketPath } from "./os/sockets.ts";
import { sqliteStore } from "./os/sqlite-store.ts";

/** The file in the charm's folder that Python charms keep their state in, too. */
const stateFile = ".unit-state.db";

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
}

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
    const context = readHookContext(env);
    const tools = createHookTools(runTool);
    const code = await dispatch(charmClass, {
      context,
      tools,
      store: useJujuForStorage ? jujuStore(tools) : sqliteStore(join(context.charmDir, stateFile)),
      meta: { readFile: charmDirReader(context.charmDir), readYaml },
      connect: (name) => {
        const client = createClient({ socketPath: socketPath(name, env) });
        return { client, connectTimeoutMs, changeTimeoutMs, now, delay, loadLocalFiles };
      },
      now,
      today,
      printError,
      runLegacyHook: (log) => runLegacyHook({ ...context, log }),
      waitForDebugger: () => waitForDebugger(Number(env["COBBLE_DEBUG_PORT"] ?? 9229)),
      onUncaught,
      onWarning,
    });
    endProcess(code);
  } catch (error) {
    // Without its environment there is no agent, and so no log to write to.
    printError(String(error));
    endProcess(1);
  }
};
