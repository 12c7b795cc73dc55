/** A multipart body and the header that announces it. */
export interface MultipartBody {
  readonly contentType: string;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** What a multipart body is made of: a JSON field, then one file. */
export interface MultipartParts {
  readonly fieldName: string;
  readonly json: unknown;
  readonly fileName: string;
  readonly source: string | Uint8Array | AsyncIterable<Uint8Array>;
}

const encoder = new TextEncoder();

const escapeName = (name: string): string =>
  name.replace(/[\\"]/g, "\\$&").replace(/\r/g, "%0D").replace(/\n/g, "%0A");

const joinBytes = (parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};

async function* surround(
  source: AsyncIterable<Uint8Array>,
  edges: { readonly head: Uint8Array; readonly tail: Uint8Array },
): AsyncIterable<Uint8Array> {
  yield edges.head;
  yield* source;
  yield edges.tail;
}

/** A `multipart/form-data` body. A stream of chunks is passed on as it comes, so its size does not matter. */
export const multipartBody = (parts: MultipartParts): MultipartBody => {
  // Supervisors refuse boundaries shorter than 32 characters.
  const boundary = `cobble-${crypto.randomUUID()}`;
  const head = encoder.encode(
    `--${boundary}\r\nContent-Type: application/json\r\n` +
      `Content-Disposition: form-data; name="${parts.fieldName}"\r\n\r\n${JSON.stringify(parts.json)}\r\n` +
      `--${boundary}\r\nContent-Type: application/octet-stream\r\n` +
      `Content-Disposition: form-data; name="files"; filename="${escapeName(parts.fileName)}"\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const source = typeof parts.source === "string" ? encoder.encode(parts.source) : parts.source;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: source instanceof Uint8Array ? joinBytes([head, source, tail]) : surround(source, { head, tail }),
  };
};
