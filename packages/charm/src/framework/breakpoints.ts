import type { Logger } from "../log.ts";
import { BreakpointError } from "./errors.ts";

/** Where a charm stops for a debugger, as `JUJU_DEBUG_AT` says. */
export interface BreakpointDeps {
  /** The names of breakpoints; `hook` is before each handler of a hook, and `all` is everywhere. */
  readonly names: ReadonlySet<string>;
  /** Settles when a debugger is attached. */
  readonly wait: () => Promise<void>;
  readonly log: Logger;
}

/**
 * The places where a charm may stop for somebody who debugs it.
 * @source ops 3.9, ops/framework.py, Framework.breakpoint
 */
export class Breakpoints {
  readonly #deps: BreakpointDeps;

  constructor(deps: BreakpointDeps) {
    this.#deps = deps;
  }

  /** Stops before a handler of a hook or an action, if that was asked for. */
  async beforeHandler(): Promise<void> {
    const { names, wait } = this.#deps;
    if (names.has("hook") || names.has("all")) await wait();
  }

  /**
   * Stops at a place that an author has named, if that was asked for.
   * @throws {BreakpointError} when the name cannot be one
   */
  async at(name: string): Promise<void> {
    if (name === "hook" || name === "all" || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
      const rule = "it has lower-case letters, digits and inner dashes, and is neither hook nor all";
      throw new BreakpointError(`cannot name a breakpoint ${JSON.stringify(name)}: ${rule}`);
    }
    const { names, wait, log } = this.#deps;
    if (names.size === 0) return;
    if (names.has(name) || names.has("all")) await wait();
    else log.warning(`passed breakpoint ${name}: JUJU_DEBUG_AT asks for ${[...names].join(", ")}`);
  }
}
