import type { ProcessInput, ProcessOutput } from "@cobble/daemon/core";

const encoder = new TextEncoder();

/** Bytes on their way from who writes to who reads. */
export class ByteQueue implements ProcessOutput, ProcessInput {
  readonly #chunks: Uint8Array[] = [];
  #isOpen = true;
  #wake: (() => void) | undefined;

  /** Adds bytes; what comes after the end is dropped. */
  write(chunk: Uint8Array | string): undefined {
    const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    if (this.#isOpen && bytes.length > 0) this.#chunks.push(bytes);
    this.#wake?.();
  }

  /** There will be no more. */
  end(): void {
    this.#isOpen = false;
    this.#wake?.();
  }

  async read(): Promise<Uint8Array | undefined> {
    while (this.#chunks.length === 0 && this.#isOpen) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#chunks.shift();
  }

  close(): Promise<void> {
    this.#chunks.length = 0;
    this.end();
    return Promise.resolve();
  }

  /** All that comes, to the end, as text. */
  async text(): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    for (let chunk = await this.read(); chunk !== undefined; chunk = await this.read()) {
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  }
}
