import type { Logger } from "../log.ts";
import { BreakpointError } from "./errors.ts";

/** How a process waits for a debugger. */
export interface Debuggee {
  /** Where a debugger finds it, as in `127.0.0.1:9229`. */
  readonly address: string;
  /** Settles when a debugger is attached. */
  readonly wait: () => Promise<void>;
}

/** Where a charm stops for a debugger, as `JUJU_DEBUG_AT` says. */
export interface BreakpointDeps {
  /** The names of breakpoints; `hook` is before each handler of a hook, and `all` is everywhere. */
  readonly names: ReadonlySet<string>;
  /** It never stops when absent. */
  readonly debuggee?: Debuggee | undefined;
  readonly log: Logger;
}

const assertName = (name: string): void => {
  if (name !== "hook" && name !== "all" && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) return;
  const rule = "it has lower-case letters, digits and inner dashes, and is neither hook nor all";
  throw new BreakpointError(`cannot name a breakpoint ${JSON.stringify(name)}: ${rule}`);
};

/**
 * The places where a charm may stop for somebody who debugs it.
 * @source ops 3.9, ops/framework.py, Framework.breakpoint
 */
export class Breakpoints {
  readonly #deps: BreakpointDeps;

  constructor(deps: BreakpointDeps) {
    this.#deps = deps;
  }

  /** Stops before a handler of a hook or an action, or before what a charm does after all of them, if that was asked for. */
  async beforeHandler(): Promise<void> {
    const { names } = this.#deps;
    if (names.has("hook") || names.has("all")) await this.#stop("before a handler");
  }

  /**
   * Stops at a place of the author's, if that was asked for by its name or by `all`.
   * @throws {BreakpointError} when the name cannot be one
   */
  async at(name?: string): Promise<void> {
    if (name !== undefined) assertName(name);
    const { names, log } = this.#deps;
    if (names.size === 0) return;
    const place = name === undefined ? "a breakpoint" : `breakpoint ${name}`;
    if (names.has("all") || (name !== undefined && names.has(name))) await this.#stop(`at ${place}`);
    else log.warning(`passed ${place}: JUJU_DEBUG_AT asks for ${[...names].join(", ")}`);
  }

  async #stop(where: string): Promise<void> {
    const { debuggee, log } = this.#deps;
    if (debuggee === undefined) return;
    log.warning(`waits for a debugger at ${debuggee.address}, ${where}`);
    // While it waits, nothing else in the process goes on.
    await log.flush();
    await debuggee.wait();
  }
}
