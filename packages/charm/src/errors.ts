import { CobbleError } from "@cobble/wire";

/** The author's tool was called in a way that it does not know. */
export class UsageError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("usage", message, options);
  }
}

/** A charm could not be packed, or a project not be made. */
export class AuthorError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("author", message, options);
  }
}

/** The charm was started without what a hook's environment says, or with something that nobody can read. */
export class ContextError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("context", message, options);
  }
}

/** A handler waits for a promise that nothing can settle any more: no timer, connection or process is left. */
export class StuckError extends CobbleError {
  /** @param at what the hook was at */
  constructor(at: string) {
    super("stuck", `cannot go on: ${at} waits for a promise that nothing is left to settle`);
  }
}

/** A container, service, check, notice, action or option that does not exist was asked for. */
export class UnknownNameError extends CobbleError {
  /** What kind of thing was asked for, as in `container`. */
  readonly noun: string;
  /** The name that is not there. */
  readonly missing: string;
  /** The names that are. */
  readonly known: readonly string[];

  constructor(
    noun: string,
    { missing, known }: { readonly missing: string; readonly known: readonly string[] },
  ) {
    const list = known.length === 0 ? "there are none" : `known are ${known.join(", ")}`;
    super("unknown-name", `cannot find ${noun} ${JSON.stringify(missing)}: ${list}`);
    this.noun = noun;
    this.missing = missing;
    this.known = known;
  }
}

/** How a hook tool ended. */
export interface HookToolFailure {
  readonly tool: string;
  readonly args: readonly string[];
  /** Absent when the tool could not be started, or was ended by a signal. */
  readonly exitCode?: number | undefined;
  readonly stdout?: string | undefined;
  readonly stderr?: string | undefined;
  /** What kept it from ending well, when it is not the exit code. */
  readonly reason?: string | undefined;
  readonly cause?: unknown;
}

/** How much of what a tool says a message shows, in characters; the error has all of it. */
const shownStderr = 8_000;

/** What a program says at the beginning and at the end tells most. */
const shortenMiddle = (text: string): string => {
  const left = text.length - shownStderr;
  if (left <= 0) return text;
  const half = shownStderr / 2;
  return `${text.slice(0, half)}\n… (${left} characters) …\n${text.slice(-half)}`;
};

const toolReason = ({ exitCode, stderr = "", reason }: HookToolFailure): string => {
  const said = shortenMiddle(stderr.trim());
  if (reason !== undefined) return reason;
  return said === "" ? `it exited with ${exitCode}` : `it exited with ${exitCode} and said: ${said}`;
};

/** How much of an argument a message shows, in characters. */
const shownArgument = 200;

const shorten = (text: string): string =>
  text.length <= shownArgument ? text : `${text.slice(0, shownArgument)}… (${text.length} characters)`;

/** The arguments as they may be shown: what an action gives back and tells may be secret. */
const shownArgs = ({ tool, args }: HookToolFailure): readonly string[] => {
  if (tool === "action-set") return args.map((arg) => `${arg.slice(0, arg.indexOf("="))}=<redacted>`);
  return tool === "action-log" ? args.map((arg) => (arg === "--" ? arg : "<redacted>")) : args;
};

/** Something that the model does not have, or does not let the charm do. */
export class ModelError extends CobbleError {}

/**
 * A hook tool that could not be run, that failed, or whose answer cannot be read. `kind` is `hook-tool-missing` when there
 * is none of that name on PATH, as in a charm that is not run by an agent; otherwise `hook-tool-failed`.
 */
export class HookToolError extends ModelError {
  readonly tool: string;
  /** What it was run with, without what an action gives back or tells. */
  readonly args: readonly string[];
  readonly exitCode: number | undefined;
  /** What the tool wrote to its standard output; seldom anything. */
  readonly stdout: string;
  /** What the tool wrote to its standard error. */
  readonly stderr: string;

  constructor(
    kind: "hook-tool-missing" | "hook-tool-failed" | "relation-not-found" | "secret-not-found",
    failure: HookToolFailure,
  ) {
    const { tool, cause } = failure;
    const args = shownArgs(failure);
    super(kind, `cannot run ${[tool, ...args.map(shorten)].join(" ")}: ${toolReason(failure)}`, { cause });
    this.tool = tool;
    this.args = args;
    this.exitCode = failure.exitCode;
    this.stdout = failure.stdout ?? "";
    this.stderr = failure.stderr ?? "";
  }
}

const causeOf = (cause: HookToolError): HookToolFailure => {
  const { tool, args, exitCode, stdout, stderr } = cause;
  return { tool, args, exitCode, stdout, stderr, cause };
};

/** The agent does not know the relation, as when it is gone already. */
export class RelationNotFoundError extends HookToolError {
  constructor(cause: HookToolError) {
    super("relation-not-found", causeOf(cause));
  }
}

/** There is no such secret, or the charm may not know of it. */
export class SecretNotFoundError extends HookToolError {
  constructor(cause: HookToolError) {
    super("secret-not-found", causeOf(cause));
  }
}

/** How much of each output an {@link ExecError}'s message shows, in characters. */
const shownTail = 1024;

const showOutput = (name: string, text: string): string => {
  if (text === "") return "";
  return `, ${name}: ${text.length > shownTail ? "…" : ""}${text.slice(-shownTail).trimEnd()}`;
};

/** What a command left behind that ended with another exit code than 0. */
export interface ExecFailure {
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command in a container ended with another exit code than 0. Its message does not show arguments, but `command` does. */
export class ExecError extends CobbleError {
  readonly command: readonly string[];
  /** 128 plus the signal's number when a signal ended the command. */
  readonly exitCode: number;
  /** The output; after `wait()` only its last 64 KiB, and nothing that the charm has read itself. */
  readonly stdout: string;
  /** The same of the error output; empty when it was combined with the output. */
  readonly stderr: string;

  constructor({ command, exitCode, stdout, stderr }: ExecFailure) {
    const outputs = showOutput("stdout", stdout) + showOutput("stderr", stderr);
    // Arguments may hold secrets, and messages end up in logs.
    super("exec", `non-zero exit code ${exitCode} executing ${JSON.stringify(command[0] ?? "")}${outputs}`);
    this.command = command;
    this.exitCode = exitCode;
    this.stdout = stdout;
    this.stderr = stderr;
  }
}

/** A file was asked for as text that is not text in that encoding. Ask for its bytes, with `encoding: null`. */
export class DecodingError extends CobbleError {
  readonly path: string;

  constructor(
    { path, encoding }: { readonly path: string; readonly encoding: string },
    options?: ErrorOptions,
  ) {
    const hint = "read its bytes with `encoding: null`";
    super("decoding", `cannot read ${JSON.stringify(path)} as text: it is not ${encoding}; ${hint}`, options);
    this.path = path;
  }
}

/** One file that could not be copied. */
export interface CopyFault {
  /** Where it was to be copied from. */
  readonly path: string;
  readonly error: Error;
}

/** How many faults the message of a {@link MultiPushPullError} names. */
const shownFaults = 3;

/** Some of many files could not be copied; all others were. */
export class MultiPushPullError extends CobbleError {
  readonly errors: readonly CopyFault[];

  constructor(verb: "push" | "pull", errors: readonly CopyFault[]) {
    const shown = errors.slice(0, shownFaults).map(({ path, error }) => `${path}: ${error.message}`);
    const more = errors.length > shownFaults ? `; and ${errors.length - shownFaults} more` : "";
    super("multi-push-pull", `cannot ${verb} ${errors.length} of the files: ${shown.join("; ")}${more}`);
    this.errors = errors;
  }
}

/** Action results that cannot be given: a key that Juju would not take, or two that are the same once written with dots. */
export class ActionResultError extends CobbleError {
  constructor(message: string) {
    super("action-result", message);
  }
}

/**
 * Ends the hook where it is thrown, without a failure: what went wrong has been said already, by a status or an action's
 * end. A charm lets it pass.
 */
export class EndHookError extends CobbleError {
  constructor(reason: string) {
    super("end-hook", `cannot go on with the hook: ${reason}`);
  }
}
