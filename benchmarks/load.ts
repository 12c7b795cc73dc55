/**
 * A load generator, a process of its own: `load.ts SOCKET PATH CONNECTIONS MILLISECONDS`. Each connection sends a request when the
 * last one is answered, nothing is pipelined. Prints one line of JSON: `{"perSecond", "p99Ms", "bad"}`.
 */
import { connect, type Socket } from "node:net";

const [socketPath = "", path = "", connections = "1", durationMs = "1000"] = process.argv.slice(2);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
const warmUpMs = 200;

const latencies: number[] = [];
let bad = 0;
let isMeasuring = false;

/** Where an answer ends in what has come so far; undefined when more has to come. */
function endOfAnswer(data: Buffer): number | undefined {
  const headEnd = data.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(data.toString("latin1", 0, headEnd))?.[1];
  if (length !== undefined) {
    const end = headEnd + 4 + Number(length);
    return data.length >= end ? end : undefined;
  }
  const last = data.indexOf("\r\n0\r\n\r\n", headEnd);
  return last < 0 ? undefined : last + 7;
}

function drive(socket: Socket): void {
  let pending: Buffer | undefined;
  let sentAt = performance.now();
  socket.on("data", (chunk: Buffer) => {
    const data = pending === undefined ? chunk : Buffer.concat([pending, chunk]);
    if (endOfAnswer(data) === undefined) {
      pending = data;
      return;
    }
    pending = undefined;
    const now = performance.now();
    if (isMeasuring) {
      latencies.push(now - sentAt);
      if (data[9] !== 0x32) bad += 1;
    }
    sentAt = now;
    socket.write(request);
  });
  socket.on("connect", () => socket.write(request));
}

const sockets = Array.from({ length: Number(connections) }, () => {
  const socket = connect(socketPath);
  drive(socket);
  return socket;
});
await new Promise((resolve) => setTimeout(resolve, warmUpMs));
isMeasuring = true;
const start = performance.now();
await new Promise((resolve) => setTimeout(resolve, Number(durationMs)));
const seconds = (performance.now() - start) / 1000;
isMeasuring = false;
for (const socket of sockets) socket.destroy();
const sorted = Float64Array.from(latencies).sort();
const p99Ms = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
console.log(JSON.stringify({ perSecond: latencies.length / seconds, p99Ms, bad }));
