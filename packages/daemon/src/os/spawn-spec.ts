/** A program to be started. */
export interface SpawnSpec {
  /** The service that it is the process of; absent where it is a command's or a check's. */
  readonly service?: string;
  /** The absolute path of the file. */
  readonly file: string;
  /** The words of the command; the first is the name that the program sees. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** The program as errors name it: the path as the command has it, or where a plain name was found. */
export const shownFile = ({ file, argv: [name = ""] }: SpawnSpec): string =>
  name.includes("/") ? name : file;
