import { execEndFrame, formatDurationNs, quoted } from "@cobble/wire";
import { createDeferred } from "../../deferred.ts";
import type { Clock, Logger, Timer } from "../../deps.ts";
import { ApiError, messageOf, TaskError } from "../../errors.ts";
import type { ExecProcess, SpawnExec } from "../../os/exec-process.ts";
import type { Connection } from "../../os/websocket.ts";
import { readControl } from "./control.ts";
import { type ExecChannel, type ExecEvent, type ExecOutcome, type ExecState, stepExec } from "./machine.ts";
import { pumpInput, pumpOutput } from "./pump.ts";
import type { ExecSpec } from "./spec.ts";

/** What a session needs from outside. */
export interface SessionDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly spawn: SpawnExec;
}

/** How long a client may take to open all websockets. @source pebble 1.32, seen: it gives up after 5 s */
const connectTimeoutMs = 5000;

/**
 * How long the control websocket is waited for when all others are there. The reference does not wait for it at all, and
 * a client that opens all at once may find that a quick command is over before it has control of it.
 */
const controlGraceMs = 100;

/** How long a command that was killed may take to be over: its last output has to be passed on. */
const killedOutputMs = 1000;

/** One command: its websockets, its process, its end. */
export class ExecSession {
  readonly #deps: SessionDeps;
  readonly #spec: ExecSpec;
  readonly #taskId: string;
  readonly #claimed = new Set<ExecChannel>();
  readonly #connections = new Map<ExecChannel, Connection>();
  readonly #channels: readonly ExecChannel[];
  readonly #outcome = createDeferred<ExecOutcome>();
  readonly #cut = createDeferred<void>();
  readonly #timers: Timer[] = [];
  #state: ExecState;
  #process: ExecProcess | undefined;

  constructor(options: { readonly spec: ExecSpec; readonly taskId: string }, deps: SessionDeps) {
    this.#deps = deps;
    this.#spec = options.spec;
    this.#taskId = options.taskId;
    this.#channels = options.spec.splitErrors ? ["control", "stdio", "stderr"] : ["control", "stdio"];
    this.#state = { type: "connecting", missing: this.#channels };
  }

  /**
   * Reserves a channel for a client that is about to connect it.
   * @throws {ApiError} 404 when the command has no such channel, 500 when someone has it
   */
  claim(name: string): ExecChannel {
    const channel = this.requireFree(name);
    this.#claimed.add(channel);
    return channel;
  }

  /**
   * The channel of that name.
   * @throws {ApiError} 404 when the command has no such channel, 500 when someone has it; the log tells
   * @source pebble 1.32, seen: the log of `run` while websockets are refused
   */
  requireFree(name: string): ExecChannel {
    const channel = this.#channels.find((each) => each === name);
    if (channel === undefined) {
      this.#deps.log.notice(`Websocket ${this.#taskId}: cannot find ${name} websocket`);
      throw new ApiError(404, `cannot find ${name} websocket for task ${quoted(this.#taskId)}`);
    }
    if (!this.#claimed.has(channel)) return channel;
    throw this.refusal(name, new ApiError(500, `${name} websocket already connected`));
  }

  /** Tells the log that a channel could not be connected. @returns the reason, to be thrown */
  refusal(name: string, reason: ApiError): ApiError {
    this.#deps.log.notice(
      `Websocket ${this.#taskId}: cannot connect to ${name} websocket: ${reason.message}`,
    );
    return reason;
  }

  /** Hands over a channel that was claimed; the last one starts the command. */
  connect(channel: ExecChannel, connection: Connection): void {
    if (this.#state.type === "ended") {
      connection.close();
      return;
    }
    const running = this.#process;
    this.#connections.set(channel, connection);
    this.#send({ type: "connected", channel });
    if (channel === "control" && running !== undefined) this.#listenToControl(running);
  }

  /**
   * Settles when all is over, with the exit code.
   * @throws {TaskError} when it was never started, or ran into its timeout
   */
  async run(signal: AbortSignal, setExitCode: (code: number) => void): Promise<void> {
    this.#after(connectTimeoutMs, { type: "connectTimeout" });
    signal.addEventListener("abort", () => this.#send({ type: "abort" }), { once: true });
    const outcome = await this.#outcome.promise;
    for (const timer of this.#timers) timer.cancel();
    this.#farewell();
    this.#report(outcome, setExitCode);
  }

  #report(outcome: ExecOutcome, setExitCode: (code: number) => void): void {
    switch (outcome.type) {
      case "exited":
        setExitCode(outcome.code);
        return;
      case "timed out": {
        setExitCode(-1);
        const after = formatDurationNs(this.#spec.timeoutNs ?? 0);
        throw new TaskError(`timed out after ${after}: context deadline exceeded`);
      }
      case "not started":
        setExitCode(-1);
        throw new TaskError(outcome.message);
      case "not connected":
        throw new TaskError(
          `exec ${this.#taskId}: timeout waiting for websocket connections: context deadline exceeded`,
        );
      case "given up":
        throw new TaskError("context canceled");
      default:
        outcome satisfies never;
    }
  }

  #send(event: ExecEvent): void {
    const { state, effects } = stepExec(this.#state, event);
    this.#state = state;
    for (const effect of effects) {
      if (effect === "awaitControl") this.#after(controlGraceMs, { type: "controlOverdue" });
      else if (effect === "start") this.#start();
      else if (effect === "kill") this.#kill();
      else if (state.type === "ended") this.#outcome.resolve(state.outcome);
    }
  }

  #after(ms: number, event: ExecEvent): void {
    this.#timers.push(this.#deps.clock.after(ms, () => this.#send(event)));
  }

  #start(): void {
    try {
      this.#process = this.#deps.spawn(this.#spec, this.#spec);
    } catch (error) {
      this.#send({ type: "startFailed", message: messageOf(error) });
      return;
    }
    if (this.#spec.timeoutNs !== undefined) this.#after(this.#spec.timeoutNs / 1e6, { type: "timeout" });
    this.#listenToControl(this.#process);
    this.#follow(this.#process).catch((error: unknown) =>
      this.#deps.log.notice(`Exec ${this.#taskId}: ${messageOf(error)}`),
    );
  }

  /** Moves input and output until the command has exited and nothing of its output is left. */
  async #follow(child: ExecProcess): Promise<void> {
    const stdio = this.#connections.get("stdio");
    const stderr = this.#connections.get("stderr");
    if (stdio !== undefined) pumpInput(stdio, child.input);
    const pumps = [pumpOutput(child.output, stdio)];
    if (child.errors !== undefined) pumps.push(pumpOutput(child.errors, stderr));
    const { code } = await child.exited;
    await Promise.race([Promise.all(pumps), this.#cut.promise]);
    child.input.end();
    this.#send({ type: "exited", code });
  }

  #listenToControl(child: ExecProcess): void {
    const control = this.#connections.get("control");
    if (control === undefined) return;
    void control.closed.then(() => this.#send({ type: "controlClosed" }));
    control.onMessage((data) => {
      const command = readControl(data);
      if (command?.command === "resize") child.resize({ columns: command.width, rows: command.height });
      if (command?.command !== "signal") return;
      child.signal(command.signal);
      this.#deps.log.notice(`Exec ${this.#taskId}: forwarded signal ${command.signal} to PID ${child.pid}`);
    });
    control.resume();
  }

  #kill(): void {
    const child = this.#process;
    if (child === undefined) return;
    child.signalGroup("SIGKILL");
    this.#limitOutput(child);
  }

  /** A child that has left the group may keep the output open for ever, and a client may be stuck. */
  #limitOutput(child: ExecProcess): void {
    const cut = (): void => {
      this.#cut.resolve();
      for (const output of [child.output, child.errors]) void output?.close();
    };
    this.#timers.push(this.#deps.clock.after(killedOutputMs, cut));
  }

  #farewell(): void {
    const isStarted = this.#process !== undefined;
    for (const [channel, connection] of this.#connections) {
      // A command that could not be started has no output whose end would have been said.
      if (!isStarted && channel !== "control") connection.send(execEndFrame);
      connection.close();
    }
  }
}
