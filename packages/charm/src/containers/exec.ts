import type { ExecOptions as ClientExecOptions, ExecProcess as ClientExecProcess } from "@cobble/client";
import { ExecError } from "../errors.ts";
import { type Data, type DataOf, decodeStream, decodeText, type Encoding, encode } from "./encoding.ts";
import { bytesOf, collectBytes, pour, type Sink, type Source } from "./streams.ts";

/** How a command is to be run in a container. */
export interface ExecOptions<N extends Encoding | null = "utf8">
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
  /** How text and bytes are turned into each other; `null` hands out bytes. UTF-8 when absent. */
  readonly encoding?: N;
  /** What the command reads; its input is then at its end. Without it, write with `write` and `endInput`. */
  readonly stdin?: Source;
  /** Where the output goes as it comes; the process has no `stdout` of its own then. */
  readonly stdout?: Sink<DataOf<N>>;
  /** The same for the error output. */
  readonly stderr?: Sink<DataOf<N>>;
  /** Puts errors into the output, in the order they were written; the default keeps them apart. */
  readonly combineStderr?: boolean;
}

/** The outputs of a command: text, or bytes when the encoding is `null`. */
export interface ExecOutput<D extends Data = string> {
  readonly stdout: D;
  /** Empty when errors were combined with the output. */
  readonly stderr: D;
}

/** What an {@link ExecProcess} is made from. */
export interface ExecParts<D extends Data> {
  readonly command: readonly string[];
  /** `null` for bytes. */
  readonly encoding: Encoding | null;
  readonly stdin: Source | undefined;
  readonly stdout: Sink<D> | undefined;
  readonly stderr: Sink<D> | undefined;
}

/** How much of what nobody reads is kept for an error, in bytes. */
const keptBytes = 64 * 1024;

type OutputName = "stdout" | "stderr";

/** A command that runs in a container. Wait for its end with one of the `wait` methods. */
export class ExecProcess<D extends Data = string> {
  /** The change that runs it. */
  readonly changeId: string;
  /**
   * The output as it comes, in pieces of any size; `linesOf` makes lines of it. What nobody reads is passed over by the
   * `wait` methods, so that the command never stops. Reading it is a `TypeError` when it goes into a sink.
   */
  readonly stdout: AsyncIterable<D>;
  /** The error output as it comes; absent with `combineStderr`. */
  readonly stderr: AsyncIterable<D> | undefined;
  readonly #process: ClientExecProcess;
  readonly #parts: ExecParts<D>;
  /** Never settles well: it only tells of input or output that could not be passed on. */
  readonly #fault: Promise<never>;
  readonly #poured: readonly Promise<void>[];
  readonly #taken = new Set<OutputName>();

  constructor(process: ClientExecProcess, parts: ExecParts<D>) {
    this.#process = process;
    this.#parts = parts;
    this.changeId = process.changeId;
    this.stdout = this.#watched("stdout", process.stdout);
    this.stderr = process.stderr && this.#watched("stderr", process.stderr);
    this.#poured = [this.#pour("stdout", parts.stdout), this.#pour("stderr", parts.stderr)];
    const input = parts.stdin === undefined ? Promise.resolve() : this.#send(parts.stdin);
    this.#fault = Promise.all([input, ...this.#poured]).then(() => new Promise<never>(() => undefined));
    // The wait methods tell of it; until one is called it must not end the whole charm.
    this.#fault.catch(() => undefined);
  }

  /** Writes to the command's input; settles when there is room for more. */
  async write(data: Data): Promise<void> {
    await this.#process.write(encode(data, this.#parts.encoding ?? "utf8"));
  }

  /** Says that there is no more input. */
  async endInput(): Promise<void> {
    await this.#process.endInput();
  }

  /** Sends a signal to the command. @param signal as in `SIGTERM` or `15` */
  async sendSignal(signal: string | number): Promise<void> {
    const { signalName } = await import("./signal-name.ts");
    await this.#process.sendSignal(signalName(signal));
  }

  /**
   * Waits for the command to end.
   * @throws {ExecError} when its exit code is not 0
   * @throws {ChangeError} when it could not be run to its end, as after its timeout
   * @throws {TimeoutError} when the supervisor says nothing for a second after the timeout
   */
  async wait(): Promise<void> {
    const { exitCode, stdout, stderr } = await this.#finish(keptBytes);
    if (exitCode !== 0) this.#fail(exitCode, { stdout, stderr });
  }

  /**
   * Waits for the command to end, and collects what it writes.
   * @throws {TypeError} when the output goes into a sink: there is nothing to collect
   * @throws {ExecError} when its exit code is not 0, with both outputs
   * @throws {ChangeError} when it could not be run to its end, as after its timeout
   * @throws {TimeoutError} when the supervisor says nothing for a second after the timeout
   */
  async waitOutput(): Promise<ExecOutput<D>> {
    if (this.#parts.stdout !== undefined) {
      throw new TypeError("cannot collect the output: exec was told where it goes; call wait() instead");
    }
    const { exitCode, stdout, stderr } = await this.#finish();
    if (exitCode !== 0) this.#fail(exitCode, { stdout, stderr });
    return { stdout: this.#asData(stdout), stderr: this.#asData(stderr) };
  }

  #fail(exitCode: number, { stdout, stderr }: ExecOutput<Uint8Array>): never {
    const encoding = this.#parts.encoding ?? "utf8";
    throw new ExecError({
      command: this.#parts.command,
      exitCode,
      stdout: decodeText(stdout, encoding),
      stderr: decodeText(stderr, encoding),
    });
  }

  async #finish(limit?: number): Promise<ExecOutput<Uint8Array> & { readonly exitCode: number }> {
    const read = (name: OutputName): Promise<Uint8Array> => {
      const source = this.#process[name];
      const elsewhere = this.#parts[name] !== undefined || this.#taken.has(name);
      return source === undefined || elsewhere
        ? Promise.resolve(new Uint8Array())
        : collectBytes(source, limit);
    };
    // A command may end without reading all of its input; so the input's end is not waited for, only its faults are.
    const all = Promise.all([this.#process.wait(), read("stdout"), read("stderr"), ...this.#poured]);
    const [exitCode, stdout, stderr] = await Promise.race([all, this.#fault]);
    return { exitCode, stdout, stderr };
  }

  #asData(bytes: Uint8Array): D {
    const { encoding } = this.#parts;
    // D is what the encoding makes: the caller's type of `encoding` chose it.
    return (encoding === null ? bytes : decodeText(bytes, encoding)) as D;
  }

  #stream(source: AsyncIterable<Uint8Array>): AsyncIterable<D> {
    const { encoding } = this.#parts;
    // As in #asData.
    return (encoding === null ? source : decodeStream(source, encoding)) as AsyncIterable<D>;
  }

  /** An output that counts as taken when somebody starts to read it, so that `wait` leaves it alone. */
  #watched(name: OutputName, source: AsyncIterable<Uint8Array>): AsyncIterable<D> {
    return {
      [Symbol.asyncIterator]: () => {
        if (this.#parts[name] !== undefined) {
          throw new TypeError(`cannot read ${name}: exec was told where it goes`);
        }
        this.#taken.add(name);
        return this.#stream(source)[Symbol.asyncIterator]();
      },
    };
  }

  async #pour(name: OutputName, sink: Sink<D> | undefined): Promise<void> {
    const source = this.#process[name];
    if (sink !== undefined && source !== undefined) await this.#guard(pour(this.#stream(source), sink));
  }

  async #send(source: Source): Promise<void> {
    const bytes = bytesOf(source, this.#parts.encoding ?? "utf8");
    if (bytes instanceof Uint8Array) {
      if (bytes.length > 0) await this.#passOn(bytes);
    } else {
      await this.#guard(this.#passOnAll(bytes));
    }
    await this.#process.endInput().catch(() => undefined);
  }

  async #passOnAll(source: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of source) if (!(await this.#passOn(chunk))) return;
  }

  /** @returns false when the command has ended: what it did not read is no fault, and its exit code tells the rest */
  #passOn(chunk: Uint8Array): Promise<boolean> {
    return this.#process.write(chunk).then(
      () => true,
      () => false,
    );
  }

  /** When a source or a sink breaks, the command is killed: it must not take half of its input for the whole. */
  async #guard(passing: Promise<void>): Promise<void> {
    try {
      await passing;
    } catch (error) {
      // It may have ended by itself meanwhile; the error that is thrown is the one that matters.
      await this.#process.sendSignal("SIGKILL").catch(() => undefined);
      throw error;
    }
  }
}
