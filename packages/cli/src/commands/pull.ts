import { defineCommand } from "../command.ts";

/** Waits for the first chunk, so that an error comes before anything is written. */
const afterFirst = async (chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
};

/**
 * `pull`.
 * @differs from pebble 1.32, which removes an existing local file when the remote one cannot be read
 */
export const command = defineCommand({
  name: "pull",
  summary: "Copy a file from the supervisor's side",
  description: "The pull command copies a file from the supervisor's side to a local path.",
  flags: {},
  args: [
    { name: "<remote-path>", completes: "remote-path" },
    { name: "<local-path>", completes: "local-path" },
  ],
  run: async (context, { args: [remote = "", local = ""] }) => {
    const chunks = await afterFirst((await context.client()).files.read(remote));
    await context.writeFile(local, chunks);
    return 0;
  },
});
