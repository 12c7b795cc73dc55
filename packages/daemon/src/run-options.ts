import type { GivenIdentities } from "@cobble/wire";

/** How the daemon is to run: the flags of `run` and the variables that it reads. */
export interface RunOptions {
  /** `$PEBBLE`: layers, state and, unless said otherwise, the socket. */
  readonly pebbleDir: string;
  readonly socketPath: string;
  /** The name it was started by, `cobble` or `pebble`: it stands in the log. */
  readonly program: string;
  readonly version: string;
  /** Do not start the services with `startup: enabled`. */
  readonly hold: boolean;
  /** Make the directory if it is missing. */
  readonly createDirs: boolean;
  /** Copy what services write to standard output. */
  readonly verbose: boolean;
  /** `ADDRESS:PORT` of the HTTP listener; none when empty or absent. */
  readonly http?: string | undefined;
  /** `ADDRESS:PORT` of the HTTPS listener; none when empty or absent. */
  readonly https?: string | undefined;
  /** Arguments for services in place of their `[ ]` part. */
  readonly args?: ReadonlyMap<string, readonly string[]>;
  /** Identities to add, change or, where null, remove before anybody is let in. */
  readonly identities?: GivenIdentities | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Keep the daemon's own log to itself. Default: false. */
  readonly isQuiet?: boolean;
  /**
   * What is done once the daemon runs and has started what it starts by itself. The daemon ends when it gives an exit
   * code, and with that; it goes on when it gives none. It must not fail.
   */
  readonly whenStarted?: () => Promise<number | undefined>;
  /** Whether signals that `whenStarted` listens for are left to it, and do not end the daemon. Default: false. */
  readonly sharesSignals?: boolean;
}
