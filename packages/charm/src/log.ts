import type { LogLevel } from "./hook-tools/log.ts";

/** Where lines of the log go. */
export interface LogDeps {
  readonly jujuLog: (level: LogLevel, message: string) => Promise<void>;
  /** Takes the lines that the agent could not be given. */
  readonly fallback: (line: string) => void;
  /** Takes every line as well, for somebody who debugs the charm; nobody when absent. */
  readonly echo?: (line: string) => void;
}

/** A tool's argument may have 128 KiB; a character has at most 3 bytes for each of its UTF-16 units. */
const maxChunk = 40_000;

/** Where a part may end that should end there: not within one character of two units. */
const wholeEnd = (message: string, end: number): number => {
  const unit = message.charCodeAt(end - 1);
  if (end === message.length) return end;
  return unit >= 0xd800 && unit < 0xdc00 ? end - 1 : end;
};

const split = (message: string): readonly string[] => {
  // A line without text is none to the agent, too.
  if (message === "") return [];
  if (message.length <= maxChunk) return [message];
  const parts: string[] = [];
  for (let start = 0; start < message.length; ) {
    const end = wholeEnd(message, Math.min(start + maxChunk, message.length));
    parts.push(message.slice(start, end));
    start = end;
  }
  return parts;
};

/**
 * The unit's log. Lines are handed to the agent one after another while the handlers go on, so logging need not be awaited;
 * `main` waits for the last one before the process ends.
 */
export class Logger {
  readonly #deps: LogDeps;
  readonly #pending = new Set<{ readonly line: string }>();
  #last: Promise<void> = Promise.resolve();

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  /** The finest detail. */
  trace(message: string): void {
    this.#add("TRACE", message);
  }

  /** For the author, when looking for a mistake. */
  debug(message: string): void {
    this.#add("DEBUG", message);
  }

  /** For whoever runs the charm. */
  info(message: string): void {
    this.#add("INFO", message);
  }

  /** Something is not as it should be, and the charm goes on. */
  warning(message: string): void {
    this.#add("WARNING", message);
  }

  /** Something failed. */
  error(message: string): void {
    this.#add("ERROR", message);
  }

  /** The lines that have not been handed over yet. */
  get pending(): readonly string[] {
    return [...this.#pending].map(({ line }) => line);
  }

  /** Settles when every line so far has been handed over. Never rejects. */
  flush(): Promise<void> {
    return this.#last;
  }

  #add(level: LogLevel, text: string): void {
    // No program can be given a NUL byte, and the line must not be lost for one.
    // The compiler refuses what is no text; a hook must not fail for it either.
    const message = String(text).replaceAll("\0", "\\0");
    this.#deps.echo?.(`${level} ${message}`);
    for (const chunk of split(message)) {
      const entry = { line: `${level} ${chunk}` };
      this.#pending.add(entry);
      this.#last = this.#last.then(async () => {
        try {
          await this.#deps.jujuLog(level, chunk);
        } catch (error) {
          // A hook must not fail for want of a log line, and the line must not be lost either.
          this.#deps.fallback(`${entry.line} (juju-log failed: ${String(error)})`);
        }
        this.#pending.delete(entry);
      });
    }
  }
}
