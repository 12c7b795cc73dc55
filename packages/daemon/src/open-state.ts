import { join } from "node:path";
import type { Clock, Logger } from "./deps.ts";
import { StateError } from "./errors.ts";
import { createSystemClock } from "./os/clock.ts";
import { claimDirectory } from "./os/pebble-dir.ts";
import { findLeftover, hasState, pebbleStatePath, writePebbleState } from "./os/pebble-state-file.ts";
import type { RunOptions } from "./run-options.ts";
import { createMemoryStore } from "./state/memory-store.ts";
import { openSqliteStore } from "./state/sqlite-store.ts";
import type { StateStore } from "./state/store.ts";

const ownStatePath = (pebbleDir: string): string => join(pebbleDir, "cobble.db");

/**
 * Opens the state of a Pebble directory. Where there is none yet, what the reference has left in `.pebble.state` is taken
 * over; its file stays as it is. With `PEBBLE_PERSIST=never` the state is in memory alone.
 * @throws {StateError} when either cannot be read
 */
export const openState = async (
  options: RunOptions,
  deps: { readonly clock: Clock; readonly log: Logger },
): Promise<StateStore> => {
  if (options.environment["PEBBLE_PERSIST"] === "never") return createMemoryStore();
  const path = ownStatePath(options.pebbleDir);
  const leftover = findLeftover(pebbleStatePath(options.pebbleDir), path);
  const store = openSqliteStore(path, deps);
  if (leftover.name === "state") {
    const { importState } = await import("./pebble-state/import-state.ts");
    const { changes, notices, identities } = await importState(leftover.text, store);
    deps.log.notice(
      `Took over ${changes} changes, ${notices} notices and ${identities} identities from ".pebble.state".`,
    );
  } else if (leftover.name === "newer than ours") {
    deps.log.notice(
      '".pebble.state" is newer than "cobble.db" and is not read; without cobble.db it would be.',
    );
  }
  return store;
};

/**
 * Writes the state of a directory as the reference's state file, so that the reference can go on with it.
 * @param options.to where to; `.pebble.state` in the directory when absent
 * @returns the path that was written
 * @throws {StartError} when a daemon uses the directory
 * @throws {StateError} when there is no state, or it cannot be read or written
 */
export const exportPebbleState = async (options: {
  readonly pebbleDir: string;
  readonly socketPath: string;
  readonly to?: string | undefined;
}): Promise<string> => {
  using _claim = await claimDirectory(options);
  const own = ownStatePath(options.pebbleDir);
  if (!hasState(own)) throw new StateError(`cannot export state: there is no file "${own}"`);
  const to = options.to ?? pebbleStatePath(options.pebbleDir);
  const clock = createSystemClock();
  const store = openSqliteStore(own, { clock, log: { notice: () => undefined, debug: () => undefined } });
  try {
    const { exportState } = await import("./pebble-state/export-state.ts");
    writePebbleState(to, exportState(store, clock.now()));
  } finally {
    await store.close();
  }
  return to;
};
