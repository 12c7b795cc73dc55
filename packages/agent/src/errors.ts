import type { Fault } from "@cobble/plan";
import { CobbleError } from "@cobble/wire";

/** Something that the unit agent or the pod runner cannot do. */
export class AgentError extends CobbleError {}

/** The folder of a pod cannot be used as it is: a file is missing or has faults. Nothing was started. */
export class PodInputError extends AgentError {
  /** All faults with a place, in the order of the files; empty when a file or the folder is missing. */
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[] = []) {
    super("pod-input", message);
    this.faults = faults;
  }
}

/** A value given for a config option or an action's parameter is not one it can take. */
export class ValueError extends AgentError {
  constructor(message: string) {
    super("value", message);
  }
}

/** The pod of that folder is up already. */
export class PodRunningError extends AgentError {
  /** The process that runs it; undefined when it could not be told. */
  readonly pid: number | undefined;

  constructor(message: string, pid: number | undefined) {
    super("pod-running", message);
    this.pid = pid;
  }
}

/** No pod, or more than one, fits what was asked for. */
export class PodNotFoundError extends AgentError {
  constructor(message: string) {
    super("pod-not-found", message);
  }
}

/** The pod's runner refused a request, or did not answer. */
export class ControlError extends AgentError {
  constructor(kind: string, message: string, options?: ErrorOptions) {
    super(kind, message, options);
  }
}

/** A hook tool was used wrongly (exit code 2), or cannot do what it was asked (exit code 1). */
export class HookToolError extends AgentError {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super("hook-tool", message);
    this.exitCode = exitCode;
  }
}
