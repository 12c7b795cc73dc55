/** What a tool is given besides its arguments: nothing of it can be seen in the list of processes. */
export interface ToolInput {
  /** What it reads from its standard input; nothing when absent. */
  readonly stdin?: string;
  /**
   * Texts that it reads from files, by name: each is put into a file that only this user can read, named by an argument
   * `NAME#file=PATH` after the others, and removed when the tool has ended.
   */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Runs one hook tool to its end.
 * @returns what it wrote to its standard output
 * @throws {HookToolError} when there is no such tool on PATH, or when it fails
 */
export type RunTool = (tool: string, args: readonly string[], input?: ToolInput) => Promise<string>;

/**
 * Runs one hook tool to its end before it returns, for what a charm reads without waiting.
 * @returns what it wrote to its standard output
 * @throws {HookToolError} as {@link RunTool} rejects
 */
export type RunToolNow = (tool: string, args: readonly string[]) => string;
