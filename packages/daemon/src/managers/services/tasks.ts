import { quoted } from "@cobble/wire";
import type { TaskContext, TaskSpec } from "../../engine/task-spec.ts";
import { chainLanes, chainRestart, type Lanes } from "./lanes.ts";
import type { ServiceRunner } from "./runner.ts";
import { type ServiceOutput, StartFailure } from "./runner-deps.ts";
import { isEnding } from "./state.ts";

/** How many lines of output the log of a failed start shows. @source pebble 1.32, seen: 20, after `(...)` if there were more */
const outputLines = 20;

/** Makes the tasks of changes that start and stop services. */
export interface ServiceTasks {
  /** Starts those of a lane one after the other. */
  start(lanes: Lanes): readonly TaskSpec[];
  /**
   * Stops those of a lane one after the other.
   * @param options.joins whether a stop that is under way already is waited for
   */
  stop(lanes: Lanes, options?: StopOptions): readonly TaskSpec[];
  /** Stops, then starts. */
  restart(stopLanes: Lanes, startLanes: Lanes): readonly TaskSpec[];
}

/** How services are stopped that somebody else is stopping. */
export interface StopOptions {
  readonly joins: boolean;
}

/** What they need: the runners of services, and what services wrote. */
export interface ServiceTaskDeps {
  readonly logs: Pick<ServiceOutput, "tail">;
  /** The runner of a service; `undefined` when it has never been started. */
  find(name: string): ServiceRunner | undefined;
  /** The runner of a service, made if there is none. */
  make(name: string): ServiceRunner;
}

const logOutput = (name: string, context: TaskContext, logs: ServiceTaskDeps["logs"]): void => {
  const lines = logs.tail(name, outputLines + 1);
  const shown = lines.length > outputLines ? ["(...)", ...lines.slice(-outputLines)] : lines;
  context.log("INFO", `Most recent service output:\n    ${shown.join("\n    ")}`);
};

const runStart = async (name: string, context: TaskContext, deps: ServiceTaskDeps): Promise<void> => {
  const runner = deps.make(name);
  const state = runner.state.name;
  if (state === "running" || state === "starting" || state === "spawning") {
    context.log("INFO", `Service ${quoted(name)} already started.`);
    return;
  }
  try {
    await runner.start(context.signal);
  } catch (error) {
    if (error instanceof StartFailure && error.output) logOutput(name, context, deps.logs);
    throw error;
  }
};

const runStop = async (
  name: string,
  context: TaskContext,
  deps: ServiceTaskDeps & StopOptions,
): Promise<void> => {
  const runner = deps.find(name);
  if (runner === undefined) {
    context.log("INFO", `Service ${quoted(name)} has never been started.`);
    return;
  }
  switch (runner.state.name) {
    case "stopped":
      context.log("INFO", `Service ${quoted(name)} already stopped.`);
      return;
    case "exited":
      // One that ended well, and was left at that, counts as stopped. @source pebble 1.32, seen: stop of both kinds
      context.log(
        "INFO",
        `Service ${quoted(name)} ${runner.state.failed ? "had already exited" : "already stopped"}.`,
      );
      return;
    default:
      // @differs where a failed check ends it, the reference says the same and lets it come back; here the stop is obeyed.
      if (!deps.joins && isEnding(runner.state) && runner.isAwaited) {
        context.log("INFO", `Service ${quoted(name)} already stopping.`);
        return;
      }
      await runner.stop();
  }
};

/** The tasks of these services. */
export const createServiceTasks = (deps: ServiceTaskDeps): ServiceTasks => {
  const startTask = (name: string): TaskSpec => ({
    kind: "start",
    summary: `Start service ${quoted(name)}`,
    service: name,
    run: (context) => runStart(name, context, deps),
  });
  const stopTask =
    ({ joins }: StopOptions) =>
    (name: string): TaskSpec => ({
      kind: "stop",
      summary: `Stop service ${quoted(name)}`,
      service: name,
      run: (context) => runStop(name, context, { ...deps, joins }),
    });
  const parting = { joins: false };
  return {
    start: (lanes) => chainLanes(lanes, startTask),
    stop: (lanes, options = parting) => chainLanes(lanes, stopTask(options)),
    restart: (stopLanes, startLanes) =>
      chainRestart({ lanes: stopLanes, make: stopTask(parting) }, { lanes: startLanes, make: startTask }),
  };
};
