/** The files of an author's project. Each call throws an AuthorError that names the path when the system refuses it. */
export interface AuthorFiles {
  /** A file's text; undefined when it is not there. */
  read(path: string): Promise<string | undefined>;
  /** Writes a file, and makes the folders above it. @param mode as in `0o755`; the system's own when absent */
  write(path: string, text: string, mode?: number): Promise<void>;
  /** The path from the root. */
  absolute(path: string): string;
  isFile(path: string): Promise<boolean>;
  /** Whether its owner may run it. */
  isProgram(path: string): Promise<boolean>;
  /** Every file below a folder, by its path, in order; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes an empty folder outside the project. */
  makeTempFolder(): Promise<string>;
  /** Removes a file or folder; content when it is not there. */
  remove(path: string): Promise<void>;
  /** Calls when one of these files of the folder changes, until it is closed. */
  watch(folder: string, names: readonly string[], onChange: () => void): { close(): void };
}
