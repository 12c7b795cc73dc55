import type { UnitOptions } from "../juju/juju.ts";
import type { DescriptionOptions } from "./charm-description.ts";
import type { CaptureOptions } from "./record-events.ts";

/** The charm of a test, and the unit that it is to be. */
export interface ContextOptions extends DescriptionOptions, UnitOptions, CaptureOptions {
  /** Whether the application was given the right to see what opens the cloud; it was not unless given. */
  readonly isTrusted?: boolean;
  /**
   * Runs the built supervisor in each container that can be connected to, in namespaces of its own and by the real clock,
   * instead of one in memory: the path of its executable, or true for that of the variable COBBLE_EXECUTABLE. It takes Linux
   * with user namespaces; programs of this machine can be run in the container, and not be written to.
   */
  readonly real?: boolean | string;
  /** Whether `records.spans` has what the charm did and for how long, as `main` with tracing would send it; not unless given. */
  readonly tracing?: boolean;
  /** Whether what is odd about a state and its event is refused, and not only noted in `records.warnings`; not unless given. */
  readonly strict?: boolean;
}
