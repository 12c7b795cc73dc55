import { CobbleError } from "@cobble/wire";

/** The root of the command line's own errors. */
export class CliError extends CobbleError {}

/** The words on the command line do not fit the command: an unknown flag, a missing argument, a bad value. */
export class UsageError extends CliError {
  constructor(message: string) {
    super("usage", message);
  }
}

/** The user asked for help among a command's words. */
export class HelpRequested extends CliError {
  constructor() {
    super("help", "cannot run the command: help was asked for");
  }
}

/** The user asked for the program's version in place of a command. */
export class VersionRequested extends CliError {
  constructor() {
    super("version", "cannot run a command: the version was asked for");
  }
}

/** A local file cannot be read or written. */
export class LocalFileError extends CliError {
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super("local-file", message, options);
    this.path = path;
  }
}

/** A command cannot do what was asked, for a reason of its own. */
export class CommandError extends CliError {
  constructor(message: string, options?: ErrorOptions) {
    super("command", message, options);
  }
}
