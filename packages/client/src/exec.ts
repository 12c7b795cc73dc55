import { type ChangeInfo, type ExecRequest, ExecResult, formatDurationMs } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import type { ChangeCalls } from "./changes.ts";
import { ChangeError, ConnectionError } from "./errors.ts";
import type { ExecProcess } from "./exec-process.ts";
import { openExecProcess } from "./exec-process.ts";
import type { Accepted, Requester } from "./requester.ts";
import type { WebSocketStream } from "./transport/transport.ts";

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

/** `/v1/exec`. */
export interface ExecCalls {
  /** Settles when the command's websockets are connected. */
  start(command: readonly string[], options?: ExecOptions): Promise<ExecProcess>;
}

/** How long a supervisor may be late with its word that a command has run out of time. */
const lateAnswerMs = 1000;

/** How long a command that could not be reached is given to say why it did not start. */
const startFailureWaitMs = 5000;

/** What is present in `fields`, as an object without the absent ones. */
const present = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T => {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Only absent keys were removed, and every key of T that may be absent is optional there.
  return Object.fromEntries(entries) as T;
};

const requestOf = (command: readonly string[], options: ExecOptions): ExecRequest =>
  present<ExecRequest>({
    command,
    "service-context": options.serviceContext,
    environment: options.environment,
    "working-dir": options.workingDir,
    timeout: options.timeoutMs === undefined ? undefined : formatDurationMs(options.timeoutMs),
    "user-id": options.userId,
    user: options.user,
    "group-id": options.groupId,
    group: options.group,
    terminal: options.terminal,
    interactive: options.interactive,
    "split-stderr": options.splitStderr,
    width: options.width,
    height: options.height,
  });

type Sockets = readonly [
  control: WebSocketStream,
  stdio: WebSocketStream,
  stderr: WebSocketStream | undefined,
];

const connect = async (
  requester: Requester,
  options: { readonly taskId: string; readonly exec: ExecOptions },
): Promise<Sockets> => {
  const open = (name: string): Promise<WebSocketStream> =>
    requester.connectWebSocket(`/v1/tasks/${options.taskId}/websocket/${name}`, options.exec);
  // Control comes first: the reference starts the command once the others are open, and then a short one may end, with its
  // task, before control is asked for.
  const control = await open("control");
  const attempts = await Promise.allSettled([
    open("stdio"),
    options.exec.splitStderr ? open("stderr") : undefined,
  ]);
  const [stdio, stderr] = attempts;
  if (stdio.status === "fulfilled" && stderr.status === "fulfilled") {
    return [control, stdio.value, stderr.value];
  }
  control.close();
  for (const attempt of attempts) if (attempt.status === "fulfilled") attempt.value?.close();
  throw attempts.find((attempt) => attempt.status === "rejected")?.reason;
};

/** The calls of `/v1/exec`. */
export const execCalls = (requester: Requester, changes: ChangeCalls): ExecCalls => {
  /** A command that ended before its websockets were open has a better reason than the broken connection. */
  const explain = async (accepted: Accepted<ExecResult>, error: unknown): Promise<unknown> => {
    if (!(error instanceof ConnectionError)) return error;
    const failed = (change: ChangeInfo): unknown =>
      change.err === undefined ? error : new ChangeError(change);
    return changes.wait(accepted.changeId, { timeoutMs: startFailureWaitMs }).then(failed, () => error);
  };
  return {
    start: async (command, options = {}): Promise<ExecProcess> => {
      const body = requestOf(command, options);
      const accepted = await requester.postChange({ target: "/v1/exec", body, schema: ExecResult, options });
      const taskId = accepted.result["task-id"];
      options.onAccepted?.();
      try {
        const [control, stdio, stderr] = await connect(requester, { taskId, exec: options });
        const signal = options.signal === undefined ? {} : { signal: options.signal };
        const timeoutMs = options.timeoutMs === undefined ? undefined : options.timeoutMs + lateAnswerMs;
        const limits = { ...signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
        const wait = (): Promise<ChangeInfo> => changes.waitDone(accepted.changeId, limits);
        return openExecProcess({ changeId: accepted.changeId, taskId, control, stdio, stderr, wait });
      } catch (error) {
        throw await explain(accepted, error);
      }
    },
  };
};
