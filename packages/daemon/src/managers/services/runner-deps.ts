import type { Plan } from "@cobble/plan";
import type { Clock, Logger } from "../../deps.ts";
import { TaskError } from "../../errors.ts";
import type { EventSink } from "../../event-sink.ts";
import type { Processes } from "../../os/processes.ts";
import type { LaunchDeps } from "./launch.ts";
import type { LaunchQueue } from "./launch-queue.ts";

/** Where what services write goes. */
export interface ServiceOutput {
  /** Reads a stream of output to its end. Settles when it has ended; never rejects. */
  drain(service: string, output: ReadableStream<Uint8Array>): Promise<void>;
  /** The newest lines of a service. */
  tail(service: string, count: number): readonly string[];
}

/** What a service's runner needs from around it. */
export interface RunnerDeps extends LaunchDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly events: EventSink;
  readonly logs: ServiceOutput;
  readonly processes: Processes;
  /** When processes are started. */
  readonly launches: LaunchQueue;
  readonly random: () => number;
  /** How many processes the kernel has killed for want of memory since the last call; undefined when it does not tell. */
  readonly oomKills: () => number | undefined;
  readonly plan: () => Plan;
  /** Ends the daemon with that exit code. */
  readonly shutdown: (exitCode: 0 | 10 | 11) => void;
  /** The service's status may be another one now. */
  readonly changed: () => void;
}

/** A start that failed; with `output`, the service's last lines say why. */
export class StartFailure extends TaskError {
  readonly output: boolean;

  constructor(message: string, output: boolean) {
    super(message);
    this.output = output;
  }
}
