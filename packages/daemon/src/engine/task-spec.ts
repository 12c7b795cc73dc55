/** What a running task may do to itself. */
export interface TaskContext {
  readonly changeId: string;
  readonly taskId: string;
  /** Aborts when a client aborts the change, and when the daemon stops. */
  readonly signal: AbortSignal;
  log(level: "INFO" | "ERROR", text: string): void;
  setData(key: string, value: unknown): void;
}

/** A task to be done. */
export interface TaskSpec {
  readonly kind: string;
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The service that it starts or stops. */
  readonly service?: string;
  /** Positions, in the same change, of the tasks that must be Done before this one begins. */
  readonly after?: readonly number[];
  /** Does the work; what it throws fails the task, and is its ERROR line unless it throws {@link Reported}. */
  run(context: TaskContext): Promise<void>;
}

/** A change to be made. */
export interface ChangeSpec {
  readonly kind: string;
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The services that it is about. */
  readonly services?: readonly string[];
  readonly tasks: readonly TaskSpec[];
}

/** Thrown by a task whose ERROR line is in its log already. */
export class Reported extends Error {}
