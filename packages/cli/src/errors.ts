import { CobbleError } from "@cobble/wire";

/** The words on the command line do not fit the command: an unknown flag, a missing argument, a bad value. */
export class UsageError extends CobbleError {
  constructor(message: string) {
    super("usage", message);
  }
}

/** The user asked for help among a command's words. */
export class HelpRequested extends CobbleError {
  constructor() {
    super("help", "cannot run the command: help was asked for");
  }
}

/** A local file cannot be read or written. */
export class LocalFileError extends CobbleError {
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super("local-file", message, options);
    this.path = path;
  }
}

/** A command cannot do what was asked, for a reason of its own. */
export class CommandError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("command", message, options);
  }
}
