import { formatTime, type Micros } from "@cobble/wire";
import type { Router } from "./router.ts";

const isGood = (body: string): boolean =>
  body.startsWith('{"type":"sync"') || body.startsWith('{"type":"async"');

/** Puts `field` before the end of the object that is printed piece by piece. */
async function* continuePieces(
  pieces: AsyncIterable<Uint8Array | string>,
  field: string,
): AsyncGenerator<Uint8Array | string> {
  let last: Uint8Array | string = "";
  for await (const piece of pieces) {
    if (last !== "") yield last;
    last = piece;
  }
  yield `${String(last).slice(0, -1)}${field}`;
}

/**
 * Adds to each good JSON answer when the newest warning last repeated, if there is one; clients tell their users. The text
 * of the answer is kept and only continued: most answers were made once for many requests.
 * @source pebble 1.32, seen: `latest-warning` in the answers of a daemon with warnings in its state; errors have none
 */
export const tellWarnings =
  (answer: Router, latestWarning: () => Micros | undefined): Router =>
  async (request) => {
    const response = await answer(request);
    const latest = latestWarning();
    if (latest === undefined) return response;
    const field = `,"latest-warning":"${formatTime(latest)}"}`;
    const { body, contentType } = response;
    if (typeof body === "string") {
      return isGood(body) ? { ...response, body: `${body.slice(0, -1)}${field}` } : response;
    }
    // A long list comes in pieces; no other stream of ours is JSON as a whole.
    const isList = !(body instanceof Uint8Array) && contentType === "application/json";
    return isList ? { ...response, body: continuePieces(body, field) } : response;
  };
