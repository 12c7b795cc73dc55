/**
 * A service that is followed, a process of its own: `follow-writer.ts LINES_PER_SECOND MILLISECONDS`. Each line is 100 bytes long and
 * begins with the time at which it was written, in microseconds since 1970.
 */
import { writeSync } from "node:fs";

const [perSecond = "1000", durationMs = "1000"] = process.argv.slice(2);
const lineBytes = 100;
const endsAt = performance.now() + Number(durationMs);
let owed = 0;
let last = performance.now();

const timer = setInterval(() => {
  const now = performance.now();
  owed += ((now - last) * Number(perSecond)) / 1000;
  last = now;
  const count = Math.floor(owed);
  owed -= count;
  const line = `${Math.round((performance.timeOrigin + now) * 1000)} `.padEnd(lineBytes - 1, "x");
  if (count > 0) writeSync(1, `${line}\n`.repeat(count));
  if (now > endsAt) clearInterval(timer);
}, 1);
