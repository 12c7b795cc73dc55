/**
 * A receiver of logs, a process of its own, that takes pushes of Loki and syslog over TCP. It prints a line with the two ports,
 * `{"loki", "syslog"}`, and when nothing has come for two seconds after the first lines, `{"lines", "lost", "seconds"}`: how many
 * came, how many it was told were lost, and in how many seconds.
 */
import { createServer } from "node:net";

const quietMs = 2000;
const loss = /\((\d+) lines lost\)/g;

let lines = 0;
let lost = 0;
let firstAt: number | undefined;
let lastAt = 0;

function count(text: string, lineStart: RegExp): void {
  lastAt = performance.now();
  firstAt ??= lastAt;
  lines += text.match(lineStart)?.length ?? 0;
  for (const [, number] of text.matchAll(loss)) {
    lost += Number(number);
    lines -= 1;
  }
}

const loki = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: async (request) => {
    count(await request.text(), /\["\d{19}",/g);
    return new Response(null, { status: 204 });
  },
});
/** The start of a message whose end is not seen before the next one begins. */
let begun = "";
const syslog = createServer((socket) => {
  socket.on("data", (chunk) => {
    const text = begun + chunk.toString("latin1");
    const end = Math.max(text.lastIndexOf("<13>1 "), 0);
    begun = text.slice(end);
    count(text.slice(0, end), /<13>1 /g);
  });
  socket.on("error", () => socket.destroy());
});
await new Promise<void>((resolve) => syslog.listen(0, "127.0.0.1", resolve));
const address = syslog.address();
const syslogPort = typeof address === "object" && address !== null ? address.port : 0;
console.log(JSON.stringify({ loki: loki.port, syslog: syslogPort }));
setInterval(() => {
  if (firstAt === undefined || performance.now() - lastAt < quietMs) return;
  const seconds = (lastAt - firstAt) / 1000;
  count(begun, /<13>1 /g);
  console.log(JSON.stringify({ lines, lost, seconds }));
  process.exit(0);
}, 100);
