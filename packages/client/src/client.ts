import type {
  ChangeInfo,
  ChangeSelection,
  CheckInfo,
  CheckLevel,
  EventType,
  Explanation,
  FileInfo,
  GivenIdentities,
  Identities,
  LogEntry,
  Notice,
  NoticeType,
  Paired,
  PairingWindow,
  RefreshResult,
  ReplanPreview,
  ServiceInfo,
  Stats,
  SupervisorEvent,
  SystemInfo,
} from "@cobble/wire";

/** Options that every call takes. */
export interface CallOptions {
  /** Ends the call early; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The id of a change, as the supervisor names it: a decimal number in a string. */
export type ChangeId = string;

/** `/v1/system-info` and `/v1/stats`. */
export interface SystemCalls {
  info(options?: CallOptions): Promise<SystemInfo>;
  /**
   * What the supervisor and its services use. The reference does not have it.
   * @param names all services when empty or absent
   * @throws {UnsupportedError} when the supervisor has no such figures
   */
  stats(names?: readonly string[], options?: CallOptions): Promise<Stats>;
}

/** `/v1/services`. Every action settles when the change has been accepted, not when it is done: see `changes.wait`. */
export interface ServiceCalls {
  /** @param names all services when empty or absent */
  list(names?: readonly string[], options?: CallOptions): Promise<readonly ServiceInfo[]>;
  start(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  stop(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  restart(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  replan(options?: CallOptions): Promise<ChangeId>;
  /**
   * What `replan` would do now, and why. The reference does not have it: it answers with a 404.
   * @throws {UnsupportedError} when the supervisor has no such preview
   */
  previewReplan(options?: CallOptions): Promise<ReplanPreview>;
  /**
   * Why a service is in its state. The reference does not have it.
   * @throws {UnsupportedError} when the supervisor has no explanations
   * @throws {APIError} of kind `not-found` when the service is not in the plan
   */
  explain(name: string, options?: CallOptions): Promise<Explanation>;
  autostart(options?: CallOptions): Promise<ChangeId>;
}

/** `/v1/signals`. */
export interface SignalCalls {
  /** @param signal with its prefix, as in `SIGHUP` */
  send(signal: string, services: readonly string[], options?: CallOptions): Promise<void>;
}

/** `/v1/changes`. */
export interface ChangeCalls {
  list(
    filter?: { readonly select?: ChangeSelection; readonly service?: string },
    options?: CallOptions,
  ): Promise<readonly ChangeInfo[]>;
  get(id: ChangeId, options?: CallOptions): Promise<ChangeInfo>;
  /**
   * Waits until the change is ready.
   * @param options.timeoutMs gives up after that long with a {@link TimeoutError}; for ever when absent
   * @returns the change as it ended; look at its `err`, or use `waitDone`
   */
  wait(id: ChangeId, options?: CallOptions & { readonly timeoutMs?: number }): Promise<ChangeInfo>;
  /** {@link ChangeCalls.wait}, and throws a {@link ChangeError} when the change ended with an error. */
  waitDone(id: ChangeId, options?: CallOptions & { readonly timeoutMs?: number }): Promise<ChangeInfo>;
  abort(id: ChangeId, options?: CallOptions): Promise<ChangeInfo>;
}

/** `/v1/plan`. */
export interface PlanCalls {
  /** The combined plan as YAML. */
  get(options?: CallOptions): Promise<string>;
}

/** `/v1/layers`. */
export interface LayerCalls {
  add(
    layer: {
      readonly label: string;
      readonly yaml: string;
      readonly combine?: boolean;
      readonly inner?: boolean;
    },
    options?: CallOptions,
  ): Promise<void>;
}

/** `/v1/checks`. */
export interface CheckCalls {
  list(
    filter?: { readonly level?: CheckLevel; readonly names?: readonly string[] },
    options?: CallOptions,
  ): Promise<readonly CheckInfo[]>;
  /** @returns the names that were not running before */
  start(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
  /** @returns the names that were running before */
  stop(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
  refresh(name: string, options?: CallOptions): Promise<RefreshResult>;
}

/** `/v1/health`. */
export interface HealthCalls {
  get(
    filter?: { readonly level?: CheckLevel; readonly names?: readonly string[] },
    options?: CallOptions,
  ): Promise<boolean>;
}

/** What to ask `/v1/logs` for. */
export interface LogQuery {
  /** All services when empty or absent. */
  readonly services?: readonly string[];
  /** How many of the kept lines; 30 when absent, none when absent with `follow`, `all` for all of them. */
  readonly n?: number | "all";
  /** Whether to go on with each new line. */
  readonly follow?: boolean;
}

/** `/v1/logs`. Both calls end without an error when the signal aborts. */
export interface LogCalls {
  /** Log lines as they come: first the last `n` of what is kept, then, with `follow`, each new one. */
  read(query?: LogQuery, options?: CallOptions): AsyncIterable<LogEntry>;
  /** The same, in the runs that they arrive in: for who follows a service that writes many lines a second. */
  readRuns(query?: LogQuery, options?: CallOptions): AsyncIterable<readonly LogEntry[]>;
}

/** `/v1/events`. */
export interface EventCalls {
  /**
   * What services, checks, changes and notices have come to: first what is kept after the cursor, then, with `follow`, what
   * comes until the signal aborts (which ends the iteration without an error). The reference does not have it. An event of
   * type `gap` says that some are missing.
   * @param query.after the cursor of an event; when absent all that is kept, or with `follow` only what comes
   * @param query.names services and checks by name, changes by id or service, notices by key; all when empty or absent
   * @throws {UnsupportedError} when the supervisor has no events
   */
  read(
    query?: {
      readonly types?: readonly EventType[];
      readonly names?: readonly string[];
      readonly after?: string;
      readonly follow?: boolean;
    },
    options?: CallOptions,
  ): AsyncIterable<SupervisorEvent>;
}

/** What to ask `/v1/notices` for. */
export interface NoticeFilter {
  readonly users?: "all";
  readonly userId?: number;
  readonly types?: readonly NoticeType[];
  readonly keys?: readonly string[];
  /** Only notices repeated after this RFC 3339 time. */
  readonly after?: string;
  /** Waits that long for the first notice; answers at once when absent. */
  readonly timeoutMs?: number;
}

/** `/v1/notices`. */
export interface NoticeCalls {
  list(filter?: NoticeFilter, options?: CallOptions): Promise<readonly Notice[]>;
  get(id: string, options?: CallOptions): Promise<Notice>;
  /** @returns the id of the notice */
  notify(
    notice: {
      readonly key: string;
      readonly data?: Readonly<Record<string, string>>;
      readonly repeatAfterMs?: number;
    },
    options?: CallOptions,
  ): Promise<string>;
}

/** `/v1/identities`. Changes have been written to disk when they settle. */
export interface IdentityCalls {
  /** All identities by name; secrets read as `*****`. */
  list(options?: CallOptions): Promise<Identities>;
  /** Adds identities, of which none may exist. */
  add(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Changes identities, all of which must exist. */
  update(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Adds or changes identities, and removes those that are `null`, whether they exist or not. */
  replace(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Removes identities, all of which must exist. */
  remove(names: readonly string[], options?: CallOptions): Promise<void>;
}

/** `/v1/pairing`: how a client becomes an admin by its certificate. */
export interface PairingCalls {
  /** Opens the window for pairing (admin). @param options.timeoutMs how long; a minute when absent, an hour at most */
  open(options?: CallOptions & { readonly timeoutMs?: number }): Promise<PairingWindow>;
  /** Closes it (admin). */
  close(options?: CallOptions): Promise<void>;
  /** Makes the certificate that this client shows over HTTPS an admin's, while the window is open. */
  pair(options?: CallOptions): Promise<Paired>;
}

/** Who owns a new file or directory, and its mode. */
export interface FileOwner {
  /** The mode's low nine bits, as in `0o644`. */
  readonly permissions?: number;
  readonly userId?: number;
  readonly user?: string;
  readonly groupId?: number;
  readonly group?: string;
}

/** What a file may be written from; a string is written as UTF-8. */
export type FileSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** `/v1/files`. A path that fails throws a {@link PathError}. */
export interface FileCalls {
  list(
    path: string,
    options?: CallOptions & { readonly pattern?: string; readonly itself?: boolean },
  ): Promise<readonly FileInfo[]>;
  /** The file's bytes, as they arrive. An error that the supervisor reports at the end is thrown by the iteration. */
  read(path: string, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Writes a file, in place of what is there. What a source throws is thrown unchanged. */
  write(
    path: string,
    source: FileSource,
    options?: CallOptions & FileOwner & { readonly makeDirs?: boolean },
  ): Promise<void>;
  makeDir(
    path: string,
    options?: CallOptions & FileOwner & { readonly makeParents?: boolean },
  ): Promise<void>;
  remove(path: string, options?: CallOptions & { readonly recursive?: boolean }): Promise<void>;
}

/** How a command is to be run. */
export interface ExecOptions extends CallOptions {
  readonly serviceContext?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly timeoutMs?: number;
  readonly userId?: number;
  readonly user?: string;
  readonly groupId?: number;
  readonly group?: string;
  readonly terminal?: boolean;
  readonly interactive?: boolean;
  readonly splitStderr?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** Called when the supervisor has accepted the command, before it starts. */
  readonly onAccepted?: () => void;
}

/** A command that runs in the container. Its outputs must be read, or it will stop when the pipes are full. */
export interface ExecProcess {
  readonly changeId: ChangeId;
  readonly taskId: string;
  /** Output, or output and errors together unless `splitStderr` was asked for. */
  readonly stdout: AsyncIterable<Uint8Array>;
  /** Present with `splitStderr`. */
  readonly stderr: AsyncIterable<Uint8Array> | undefined;
  /** Sends input; settles when there is room for more. */
  write(data: Uint8Array | string): Promise<void>;
  /** Says that there is no more input. */
  endInput(): Promise<void>;
  /** @param signal with its prefix, as in `SIGTERM` */
  sendSignal(signal: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /**
   * Waits for the command to end; does not consume its output.
   * @returns the exit code; 128 plus the signal's number when a signal ended it
   * @throws {ChangeError} when it could not be run to its end, as after a timeout
   */
  wait(): Promise<number>;
}

/** `/v1/exec`. */
export interface ExecCalls {
  /** Settles when the command's websockets are connected. */
  start(command: readonly string[], options?: ExecOptions): Promise<ExecProcess>;
}

/** Every call to a supervisor, by noun. Made by `createClient`. */
export interface Client {
  readonly system: SystemCalls;
  readonly services: ServiceCalls;
  readonly signals: SignalCalls;
  readonly changes: ChangeCalls;
  readonly plan: PlanCalls;
  readonly layers: LayerCalls;
  readonly checks: CheckCalls;
  readonly health: HealthCalls;
  readonly logs: LogCalls;
  readonly notices: NoticeCalls;
  readonly events: EventCalls;
  readonly identities: IdentityCalls;
  readonly pairing: PairingCalls;
  readonly files: FileCalls;
  readonly exec: ExecCalls;
  /** When the newest warning last repeated (RFC 3339), as the last answer had it; `undefined` when it had none. */
  latestWarning(): string | undefined;
}
