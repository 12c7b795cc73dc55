import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { createConnection } from "node:net";
import { adminHeader, canDispose, type DisposableDaemon, startDisposable } from "./disposable-root.ts";
import { createRandom } from "./random.ts";
import { type RandomRequest, randomRequest } from "./random-request.ts";

setDefaultTimeout(180_000);

/** How long it goes on, and from where: another seed makes other requests. */
const seconds = Number(process.env["COBBLE_FUZZ_SECONDS"] ?? 20);
const seed = Number(process.env["COBBLE_FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/** So many ask at once. */
const clients = 8;
const answerWithinMs = 5000;
const followForMs = 150;

/** What Pebble answers with 500, too, and clients may look for: what is asked for is not there, or not so now. */
const pebbleFaults = [
  /^cannot call exec: /,
  /^cannot send signal /,
  /websocket already connected$/,
  /without 'inner' attribute set$/,
];

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly timedOut: boolean;
}

const ask = (daemon: DisposableDaemon, { bytes, mayWait }: RandomRequest): Promise<Reply> =>
  new Promise((resolve) => {
    const socket = createConnection(daemon.socketPath);
    let text = "";
    let timedOut = false;
    const timer = setTimeout(
      () => {
        timedOut = true;
        socket.destroy();
      },
      mayWait ? followForMs : answerWithinMs,
    );
    socket.on("data", (chunk) => {
      if (text.length < 4000) text += chunk.toString("latin1");
    });
    // A daemon that hangs up on noise is in its right.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ status: Number(/^HTTP\/1\.[01] (\d+)/.exec(text)?.[1] ?? 0), text, timedOut });
    });
    socket.write(bytes);
  });

const headers = ["Host: x", `Authorization: ${adminHeader}`];

const get = (path: string): RandomRequest => ({
  title: path,
  bytes: Buffer.from(`GET ${path} HTTP/1.0\r\n${headers.join("\r\n")}\r\n\r\n`),
  mayWait: false,
});

const routesOf = async (daemon: DisposableDaemon): Promise<readonly string[]> => {
  const socket = await fetch("http://x/v1/openapi.json", { unix: daemon.socketPath });
  const { paths } = (await socket.json()) as { readonly paths: Readonly<Record<string, object>> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return ["GET /v1/tasks/{id}/websocket/{channel}", ...routes];
};

const faultOf = (request: RandomRequest, reply: Reply): string | undefined => {
  if (reply.timedOut && !request.mayWait) return `no answer: ${request.title}`;
  if (reply.status !== 500) return undefined;
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(reply.text)?.[1] ?? reply.text;
  return pebbleFaults.some((known) => known.test(message)) ? undefined : `500 ${message}: ${request.title}`;
};

describe.skipIf(!canDispose)("requests made up at random", () => {
  test("are all answered, none with an error of the daemon's own, and it goes on", async () => {
    console.log(`COBBLE_FUZZ_SEED=${seed} COBBLE_FUZZ_SECONDS=${seconds}`);
    await using daemon = await startDisposable();
    const routes = await routesOf(daemon);
    const faults: string[] = [];
    const counts = new Map<number, number>();
    const endsAt = performance.now() + seconds * 1000;
    await Promise.all(
      Array.from({ length: clients }, async (_, at) => {
        const random = createRandom(seed + at);
        while (performance.now() < endsAt && faults.length < 20) {
          const request = randomRequest(random, { routes, headers });
          const reply = await ask(daemon, request);
          counts.set(reply.status, (counts.get(reply.status) ?? 0) + 1);
          const fault = faultOf(request, reply);
          if (fault !== undefined) faults.push(fault);
          if (daemon.exitCode() !== null) faults.push(`ended with ${daemon.exitCode()}: ${request.title}`);
        }
      }),
    );
    console.log("answers by status:", Object.fromEntries([...counts].sort()));
    expect(faults).toEqual([]);
    expect((await ask(daemon, get("/v1/system-info"))).status).toBe(200);
    expect((await ask(daemon, get("/v1/services"))).status).toBe(200);
    expect(counts.get(200) ?? 0).toBeGreaterThan(100);
    expect(daemon.memory()).toBeLessThan(1024);
    expect(await daemon.log()).not.toMatch(/TypeError|RangeError|ReferenceError|uncaught|unhandled|panic/i);
  });
});
