import type { Data, Encoding } from "./encoding.ts";
import { encode } from "./encoding.ts";

/** Where data comes from: text, bytes, or a stream of either, such as a Node stream or a web `ReadableStream`. */
export type Source = Data | AsyncIterable<Data>;

/** A stream of Node that can be written, such as `fs.createWriteStream` makes. */
export interface NodeSink {
  write(chunk: Data, done: (error?: Error | null) => void): boolean;
}

/** A stream of the web that can be written. */
export interface WebSink<D extends Data> {
  getWriter(): { write(chunk: D): Promise<void>; releaseLock(): void };
}

/** Where output goes: a stream, or a function that is called with each piece and waited for. None of them is closed. */
export type Sink<D extends Data> = NodeSink | WebSink<D> | ((chunk: D) => unknown);

/** What a source gives, as bytes. A stream is read as it is written on, so its size does not matter. */
export const bytesOf = (source: Source, encoding: Encoding): Uint8Array | AsyncIterable<Uint8Array> =>
  typeof source === "string" || source instanceof Uint8Array
    ? encode(source, encoding)
    : encodeStream(source, encoding);

async function* encodeStream(source: AsyncIterable<Data>, encoding: Encoding): AsyncIterable<Uint8Array> {
  for await (const data of source) yield encode(data, encoding);
}

const writeToNode = (sink: NodeSink, chunk: Data): Promise<void> =>
  new Promise((resolve, reject) => {
    sink.write(chunk, (error) => (error ? reject(error) : resolve()));
  });

/** Writes a whole stream into a sink, each piece when there is room for it. */
export const pour = async <D extends Data>(source: AsyncIterable<D>, sink: Sink<D>): Promise<void> => {
  if (typeof sink === "function") {
    for await (const chunk of source) await sink(chunk);
  } else if ("getWriter" in sink) {
    const writer = sink.getWriter();
    try {
      for await (const chunk of source) await writer.write(chunk);
    } finally {
      writer.releaseLock();
    }
  } else {
    for await (const chunk of source) await writeToNode(sink, chunk);
  }
};

/** All chunks, one after another. */
export const joinBytes = (chunks: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

/** Reads to the end. @param limit how many bytes of the end to keep; all when absent */
export const collectBytes = async (
  source: AsyncIterable<Uint8Array>,
  limit?: number,
): Promise<Uint8Array> => {
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
