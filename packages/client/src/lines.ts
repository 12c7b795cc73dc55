/**
 * The lines of a stream of bytes, as many at once as have come, without the last line end; a last line without its line end
 * counts too.
 */
export async function* joinLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf("\n");
    rest = text.slice(end + 1);
    if (end >= 0) yield text.slice(0, end);
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** The lines of a stream of bytes, as they complete; a last one without its line end counts too. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  for await (const lines of joinLines(chunks)) yield* lines.split("\n");
}
