import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";

/** What comes out of a multipart answer: first the chunks of its file, if it has one, then its fields. */
export type MultipartEvent =
  | { readonly kind: "chunk"; readonly bytes: Uint8Array }
  | { readonly kind: "field"; readonly name: string; readonly text: string };

type Parser = InstanceType<typeof Busboy>;

interface Field {
  readonly name: string;
  readonly text: string;
}

const openBusboy = (contentType: string, fields: Field[]): Parser => {
  // The answer's field lists one result a path; it is far below this.
  const limits = { fieldSize: 16 * 1024 * 1024 };
  const busboy = new Busboy({ headers: { "content-type": contentType }, limits });
  busboy.on("field", (name: string, text: string) => fields.push({ name, text }));
  return busboy;
};

/** Settles at the first file, or with `undefined` when the body ends or breaks before there is one. */
const firstFile = (busboy: Parser, fed: Promise<unknown>): Promise<Readable | undefined> =>
  new Promise((resolve) => {
    busboy.once("file", (_name: string, file: Readable) => resolve(file));
    void fed.then(() => resolve(undefined));
  });

/**
 * Reads a `multipart/form-data` answer that has at most one file, no faster than it is taken.
 * @throws {Error} when the body is cut short or is not of that form, or what `chunks` throws
 */
export async function* readMultipart(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
): AsyncIterable<MultipartEvent> {
  const fields: Field[] = [];
  const busboy = openBusboy(contentType, fields);
  const stop = new AbortController();
  const feeding = pipeline(Readable.from(chunks, { objectMode: false }), busboy, { signal: stop.signal });
  const fed: Promise<unknown> = feeding.then(
    () => undefined,
    (error: unknown) => error ?? new Error("body ended early"),
  );
  try {
    const file = await firstFile(busboy, fed);
    if (file !== undefined) {
      void fed.then((error) => error !== undefined && file.destroy());
      for await (const bytes of file) yield { kind: "chunk", bytes };
    }
    const failure = await fed;
    if (failure !== undefined) throw failure;
    for (const field of fields) yield { kind: "field", ...field };
  } finally {
    stop.abort();
  }
}
