import type {
  ExecOptions as ClientExecOptions,
  ExecProcess as ClientExecProcess,
  FileSource,
} from "@cobble/client";
import { ExecError } from "../errors.ts";
import { joinBytes } from "./files.ts";

/** How a command is to be run in a container. */
export interface ExecOptions
  extends Pick<
    ClientExecOptions,
    | "serviceContext"
    | "environment"
    | "workingDir"
    | "timeoutMs"
    | "userId"
    | "user"
    | "groupId"
    | "group"
    | "signal"
  > {
  /** What the command reads; its input is then at its end. Without it, write with `write` and `endInput`. */
  readonly stdin?: FileSource;
  /** Puts errors into the output, in the order they were written; the default keeps them apart. */
  readonly combineStderr?: boolean;
}

/** The outputs of a command: text as UTF-8, or bytes when they were asked for. */
export interface ExecOutput<D extends string | Uint8Array = string> {
  readonly stdout: D;
  /** Empty when errors were combined with the output. */
  readonly stderr: D;
}

/** How much of what nobody reads is kept for an error, in bytes. */
const keptBytes = 64 * 1024;

/** Reads to the end. @param limit how many bytes of the end to keep; all when absent */
const collect = async (source: AsyncIterable<Uint8Array>, limit?: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    size += chunk.length;
    while (limit !== undefined && chunks.length > 1 && size - (chunks[0]?.length ?? 0) >= limit) {
      size -= chunks.shift()?.length ?? 0;
    }
  }
  const whole = joinBytes(chunks);
  return limit === undefined ? whole : whole.subarray(Math.max(0, whole.length - limit));
};

const asText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Marks its stream as taken when somebody starts to read it, so that `wait` leaves it alone. */
const watched = (source: AsyncIterable<Uint8Array>, taken: () => void): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]() {
    taken();
    return source[Symbol.asyncIterator]();
  },
});

/** A command that runs in a container. Wait for its end with one of the `wait` methods. */
export class ExecProcess {
  /** The change that runs it. */
  readonly changeId: string;
  /** The output as it comes. What nobody reads is passed over by the `wait` methods, so that the command never stops. */
  readonly stdout: AsyncIterable<Uint8Array>;
  /** The error output as it comes; absent with `combineStderr`. */
  readonly stderr: AsyncIterable<Uint8Array> | undefined;
  readonly #process: ClientExecProcess;
  readonly #command: readonly string[];
  readonly #input: Promise<void>;
  readonly #taken = new Set<"stdout" | "stderr">();

  constructor(
    process: ClientExecProcess,
    options: { readonly command: readonly string[]; input?: FileSource },
  ) {
    this.#process = process;
    this.#command = options.command;
    this.changeId = process.changeId;
    this.stdout = watched(process.stdout, () => this.#taken.add("stdout"));
    this.stderr = process.stderr && watched(process.stderr, () => this.#taken.add("stderr"));
    this.#input = options.input === undefined ? Promise.resolve() : this.#send(options.input);
    // The wait methods tell of it; until one is called it must not end the whole charm.
    this.#input.catch(() => undefined);
  }

  /** Writes to the command's input; settles when there is room for more. */
  async write(data: Uint8Array | string): Promise<void> {
    await this.#process.write(data);
  }

  /** Says that there is no more input. */
  async endInput(): Promise<void> {
    await this.#process.endInput();
  }

  /** Sends a signal to the command, as in `SIGTERM`. */
  async sendSignal(signal: string): Promise<void> {
    await this.#process.sendSignal(signal);
  }

  /**
   * Waits for the command to end.
   * @throws {ExecError} when its exit code is not 0
   * @throws {ChangeError} when it could not be run to its end, as after its timeout
   */
  async wait(): Promise<void> {
    const { exitCode, stdout, stderr } = await this.#finish(keptBytes);
    if (exitCode !== 0) this.#fail(exitCode, { stdout, stderr });
  }

  /**
   * Waits for the command to end, and collects what it writes.
   * @param options.encoding `null` gives bytes; text as UTF-8 when absent
   * @throws {ExecError} when its exit code is not 0, with both outputs
   * @throws {ChangeError} when it could not be run to its end, as after its timeout
   */
  waitOutput(options?: { readonly encoding?: "utf8" }): Promise<ExecOutput>;
  waitOutput(options: { readonly encoding: null }): Promise<ExecOutput<Uint8Array>>;
  async waitOutput(
    options: { readonly encoding?: "utf8" | null } = {},
  ): Promise<ExecOutput<string | Uint8Array>> {
    const { exitCode, stdout, stderr } = await this.#finish();
    if (exitCode !== 0) this.#fail(exitCode, { stdout, stderr });
    return options.encoding === null
      ? { stdout, stderr }
      : { stdout: asText(stdout), stderr: asText(stderr) };
  }

  #fail(exitCode: number, { stdout, stderr }: ExecOutput<Uint8Array>): never {
    throw new ExecError({
      command: this.#command,
      exitCode,
      stdout: asText(stdout),
      stderr: asText(stderr),
    });
  }

  async #finish(limit?: number): Promise<ExecOutput<Uint8Array> & { readonly exitCode: number }> {
    const read = (name: "stdout" | "stderr"): Promise<Uint8Array> => {
      const source = this[name];
      if (source === undefined || this.#taken.has(name)) return Promise.resolve(new Uint8Array());
      return collect(source, limit);
    };
    const [exitCode, stdout, stderr] = await Promise.all([
      this.#process.wait(),
      read("stdout"),
      read("stderr"),
      this.#input,
    ]);
    return { exitCode, stdout, stderr };
  }

  async #send(source: FileSource): Promise<void> {
    if (typeof source === "string" || source instanceof Uint8Array) {
      if (source.length > 0) await this.#process.write(source);
    } else {
      for await (const chunk of source) await this.#process.write(chunk);
    }
    await this.#process.endInput();
  }
}
