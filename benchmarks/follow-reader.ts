/**
 * A follower of logs, a process of its own: `follow-reader.ts SOCKET PATH`. It reads until nothing has come for a second, and prints
 * one line of JSON: how many lines came, in how many seconds, how many it was told that it lost, and how old lines were that
 * begin with a time of `follow-writer.ts`, at the 99th percentile.
 */
import { percentile } from "./measure.ts";

const [socketPath = "", path = ""] = process.argv.slice(2);
const quietMs = 1000;
const newline = 10;
const stamp = /"message":"(\d{10,}) x/;
const loss = /\((\d+) lines lost\)"}$/;

const ages: number[] = [];
let lines = 0;
let told = 0;
let rest = "";
let firstAt: number | undefined;
let lastAt = 0;

function readChunk(chunk: Uint8Array): void {
  lastAt = performance.now();
  firstAt ??= lastAt;
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines += 1;
  // Of a chunk its first whole line is looked at, which is the oldest, and all that might tell of lost ones.
  const firstEnd = text.indexOf(newline);
  if (firstEnd < 0) {
    rest += text.toString("latin1");
    return;
  }
  const time = stamp.exec(rest + text.toString("latin1", 0, firstEnd))?.[1];
  if (time !== undefined) ages.push(performance.timeOrigin + lastAt - Number(time) / 1000);
  for (let at = text.indexOf(" lines lost)"); at >= 0; at = text.indexOf(" lines lost)", at + 1)) {
    const start = text.lastIndexOf(newline, at) + 1;
    const line = text.toString("latin1", start, text.indexOf(newline, at));
    const lost = Number(loss.exec(start === 0 ? rest + line : line)?.[1] ?? 0);
    told += lost;
    if (lost > 0) lines -= 1;
  }
  rest = text.toString("latin1", text.lastIndexOf(newline) + 1);
}

// The types of the web lack the option: Bun's own fetch has it.
const options: object = { unix: socketPath };
const stop = new AbortController();
const watch = setInterval(() => {
  if (firstAt !== undefined && performance.now() - lastAt > quietMs) stop.abort();
}, 100);
try {
  const response = await fetch(`http://localhost${path}`, { ...options, signal: stop.signal });
  for await (const chunk of response.body ?? []) readChunk(chunk);
} catch (error) {
  if (!stop.signal.aborted) throw error;
}
clearInterval(watch);
const seconds = (lastAt - (firstAt ?? lastAt)) / 1000;
console.log(JSON.stringify({ lines, seconds, told, p99Ms: ages.length === 0 ? 0 : percentile(ages, 99) }));
