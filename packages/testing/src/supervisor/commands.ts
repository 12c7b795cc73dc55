import { UnhandledExecError } from "../errors.ts";

/** How a command ends, and what it writes. */
export interface ExecResult {
  /** 0 unless given. */
  readonly exitCode?: number;
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string | Uint8Array;
}

/** A command that a charm runs. */
export interface ExecCall {
  readonly command: readonly string[];
  /** The whole environment of the command, with what it has from the supervisor and its context. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  /** Whether its errors go into its output, in the order in which they are written. */
  readonly combineStderr: boolean;
  /** Who it runs as; undefined is the supervisor's own user. */
  readonly userId: number | undefined;
  /** The name of that user, where the container knows one. */
  readonly user: string | undefined;
  readonly groupId: number | undefined;
  /** The name of that group, where the container knows one. */
  readonly group: string | undefined;
  /** What the charm sends to its input, whole: settles when the charm has ended it. */
  stdin(): Promise<string>;
  /** Settles when the test's clock has moved on so far. */
  sleep(ms: number): Promise<void>;
  /** Aborts when the command is killed, or a signal ends it. */
  readonly signal: AbortSignal;
}

/**
 * What a command does: a result, or a function that gives one. One that never settles is a command that never ends. What it
 * throws reaches the test through the charm's call, unchanged.
 */
export type ExecHandler =
  | ExecResult
  | ((call: ExecCall) => ExecResult | undefined | Promise<ExecResult | undefined>);

/** The handlers of commands, by the words that these begin with. */
export interface Commands {
  /** Handles commands that begin with these words; the longest that fits is taken, and an empty one fits all. */
  handle(prefix: readonly string[], handler: ExecHandler): void;
  /** The handler of a command, if there is one. */
  find(command: readonly string[]): ExecHandler | undefined;
  /** @throws {UnhandledExecError} when there is none */
  require(command: readonly string[]): ExecHandler;
}

const startsWith = (command: readonly string[], prefix: readonly string[]): boolean =>
  prefix.every((word, index) => command[index] === word);

/** Makes the table of commands. */
export const createCommands = (): Commands => {
  const handlers: { readonly prefix: readonly string[]; readonly handler: ExecHandler }[] = [];
  const find = (command: readonly string[]): ExecHandler | undefined =>
    handlers.find(({ prefix }) => startsWith(command, prefix))?.handler;
  return {
    handle: (prefix, handler) => {
      const same = handlers.findIndex((each) => each.prefix.join("\0") === prefix.join("\0"));
      if (same >= 0) handlers.splice(same, 1);
      handlers.push({ prefix: [...prefix], handler });
      handlers.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    find,
    require: (command) => {
      const handler = find(command);
      if (handler !== undefined) return handler;
      throw new UnhandledExecError(
        command,
        handlers.map(({ prefix }) => prefix),
      );
    },
  };
};
