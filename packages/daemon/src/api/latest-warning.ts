import { formatTime, type Micros } from "@cobble/wire";
import type { Router } from "./router.ts";

const isGood = (body: string): boolean =>
  body.startsWith('{"type":"sync"') || body.startsWith('{"type":"async"');

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
    if (latest === undefined || typeof response.body !== "string" || !isGood(response.body)) return response;
    const field = `,"latest-warning":"${formatTime(latest)}"}`;
    return { ...response, body: `${response.body.slice(0, -1)}${field}` };
  };
