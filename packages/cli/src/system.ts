import type { LocalZone } from "./format/zone.ts";

/** Where a command writes. Writes are finished when the call returns, so that nothing is lost at exit. */
export interface Output {
  readonly isTerminal: boolean;
  /** Text, or bytes as they are. */
  write(data: string | Uint8Array): void;
}

/** What a command reads. */
export interface Input {
  readonly isTerminal: boolean;
  /** The bytes as they arrive; can be iterated once. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A local file opened for reading; dispose of it to close it. */
export interface LocalFile extends AsyncDisposable {
  /** The low nine bits of its mode. */
  readonly permissions: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** How many characters a terminal has room for. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal that a command takes over, or passes on to a command somewhere else. */
export interface Terminal {
  /** Its size; `undefined` when standard output is no terminal. */
  readonly size: () => TerminalSize | undefined;
  /**
   * Calls `listener` at each change of the size.
   * @returns the function that ends that
   */
  readonly onResize: (listener: (size: TerminalSize) => void) => () => void;
  /**
   * Has each key come through as it is typed, without being shown; Ctrl-C too.
   * @returns the function that puts the settings back, which is done at the program's end in any case
   * @throws {CommandError} when standard input is no terminal
   */
  readonly makeRaw: () => () => void;
}

/** A small file of the user's, which commands remember things in. */
export interface ConfigFile {
  /**
   * Its text; `undefined` when there is none.
   * @throws {CommandError} when it cannot be read
   */
  read(): string | undefined;
  /**
   * Puts another text in its place.
   * @throws {CommandError} when it cannot be written
   */
  write(text: string): void;
}

/** The signals that ask a program to end. */
export type StopSignal =
  | "SIGINT"
  | "SIGTERM"
  | "SIGHUP"
  | "SIGQUIT"
  | "SIGUSR1"
  | "SIGUSR2"
  | "SIGCONT"
  | "SIGTSTP"
  | "SIGTTIN"
  | "SIGTTOU";

/** The machine the program runs on, as commands see it; `os/` has the real one. */
export interface System {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  /** Whether standard output and standard error are the same file, pipe or terminal. */
  readonly outputsAreOne: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How wide standard output is now: the terminal's columns, or without one what COLUMNS says, or 80. */
  readonly columns: () => number;
  readonly localZone: () => Promise<LocalZone>;
  /** The terminal that the program runs in; that there is one is for the caller to know. */
  readonly terminal: () => Promise<Terminal>;
  /** Where listings are remembered. */
  readonly configFile: () => Promise<ConfigFile>;
  /**
   * Reads a whole local file as text.
   * @throws {LocalFileError} when it cannot be read
   */
  readonly readText: (path: string) => Promise<string>;
  /** The names of what is in a local directory; none when it cannot be read. */
  readonly listNames: (directory: string) => Promise<readonly string[]>;
  /**
   * Opens a local file.
   * @throws {LocalFileError} when it cannot be opened
   */
  readonly openFile: (path: string) => Promise<LocalFile>;
  /**
   * Writes a local file, made when absent and cut to nothing first; removes it when `chunks` throws.
   * @throws {LocalFileError} when it cannot be written
   */
  readonly writeFile: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>;
  /**
   * Calls `listener` with the name of each of `signals` that comes, instead of ending the program.
   * @returns the function that puts the old behaviour back
   */
  readonly onSignals: (signals: readonly StopSignal[], listener: (signal: StopSignal) => void) => () => void;
}
