import { type ChangeInfo, type ExecControl, execEndFrame } from "@cobble/wire";
import type { ChangeId } from "./call-options.ts";
import { ProtocolError } from "./errors.ts";
import type { WebSocketStream } from "./transport/transport.ts";

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

/** The largest frame of input; longer data is sent as several. */
const maxInputFrameBytes = 64 * 1024;

/** What an {@link ExecProcess} is made of. */
export interface ExecParts {
  readonly changeId: string;
  readonly taskId: string;
  readonly control: WebSocketStream;
  readonly stdio: WebSocketStream;
  readonly stderr: WebSocketStream | undefined;
  /** Waits for the change; throws when it failed. */
  readonly wait: () => Promise<ChangeInfo>;
}

/** The binary frames of a websocket, up to the frame that says that the output ended. */
async function* readOutput(socket: WebSocketStream): AsyncIterable<Uint8Array> {
  let ended = false;
  try {
    for await (const message of socket.messages()) {
      if (typeof message !== "string") yield message;
      else if (isEnd(message)) break;
    }
    ended = true;
  } finally {
    // A reader who leaves early would otherwise stop the command for ever at a full socket.
    if (!ended) socket.close();
  }
}

const isEnd = (text: string): boolean => {
  if (text === execEndFrame) return true;
  const message: unknown = JSON.parse(text);
  return typeof message === "object" && message !== null && "command" in message && message.command === "end";
};

const exitCodeOf = (change: ChangeInfo): number => {
  const code = change.tasks?.[0]?.data?.["exit-code"];
  if (typeof code === "number") return code;
  throw new ProtocolError(`cannot tell how the command ended: change ${change.id} has no exit code`);
};

const encoder = new TextEncoder();

/** A running command, over its open websockets. */
export const openExecProcess = (parts: ExecParts): ExecProcess => {
  const { control, stdio, stderr } = parts;
  const command = (message: ExecControl): Promise<void> => control.send(JSON.stringify(message));
  return {
    changeId: parts.changeId,
    taskId: parts.taskId,
    stdout: readOutput(stdio),
    stderr: stderr === undefined ? undefined : readOutput(stderr),
    write: async (data) => {
      const bytes = typeof data === "string" ? encoder.encode(data) : data;
      for (let offset = 0; offset < bytes.length; offset += maxInputFrameBytes) {
        await stdio.send(bytes.subarray(offset, offset + maxInputFrameBytes));
      }
    },
    endInput: () => stdio.send(execEndFrame),
    sendSignal: (name) => command({ command: "signal", signal: { name } }),
    resize: (width, height) => command({ command: "resize", resize: { width, height } }),
    wait: async () => {
      try {
        return exitCodeOf(await parts.wait());
      } finally {
        control.close();
      }
    },
  };
};
