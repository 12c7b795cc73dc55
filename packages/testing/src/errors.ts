import { CobbleError } from "@cobble/wire";

/** The root of the errors of tests: something about the test is wrong, and not the charm. */
export class TestingError extends CobbleError {}

/** A command was run in a container that the test has no handler for. */
export class UnhandledExecError extends TestingError {
  /** What was to be run. */
  readonly command: readonly string[];

  constructor(command: readonly string[], known: readonly (readonly string[])[]) {
    const list = known.map((prefix) => JSON.stringify(prefix)).join(", ");
    const hint = known.length === 0 ? "the test handles no commands" : `the test handles ${list}`;
    super("unhandled-exec", `cannot run ${JSON.stringify(command)} in the container: ${hint}`);
    this.command = command;
  }
}

/** A call waits for something that will not happen, however far the test's clock is moved. */
export class NeverEndsError extends TestingError {
  constructor(what: string, hours: number) {
    super(
      "never-ends",
      `cannot finish ${what}: nothing has ended it after ${hours.toFixed(1)} hours of the test's clock; end the process, or give the call a timeout`,
    );
  }
}

/** A service has no process now. */
export class NoProcessError extends TestingError {
  constructor(service: string) {
    super("no-process", `cannot find a process of service ${JSON.stringify(service)}: it does not run`);
  }
}

/** A state, or an event with it, could never be in Juju. */
export class InconsistentStateError extends TestingError {
  /** Everything that is wrong, a sentence each: its place in the state or the event, and what would be right. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super("inconsistent-state", `cannot run the event, since this could never be:\n- ${faults.join("\n- ")}`);
    this.faults = faults;
  }
}
