import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import WebSocket from "ws";
import { type RunningDaemon, startDaemon } from "../daemon.ts";
import { runningMarked } from "../marked-processes.ts";
import { executable, until } from "../support.ts";
import { isUp, residentMiB } from "./looks.ts";

setDefaultTimeout(120_000);

interface Started {
  readonly change: string;
  readonly control: WebSocket;
  readonly stdio: WebSocket;
}

const send = (daemon: RunningDaemon, target: string, body?: unknown): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const [method = "", path = ""] = target.split(" ");
    const sent = request({ socketPath: join(daemon.folder, ".pebble.socket"), method, path }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve(JSON.parse(text)));
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

const open = async (daemon: RunningDaemon, path: string): Promise<WebSocket> => {
  const socket = new WebSocket(`ws+unix:${join(daemon.folder, ".pebble.socket")}:${path}`);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
};

/** Starts a command; it is marked by the daemon's folder in its environment. */
const start = async (daemon: RunningDaemon, command: readonly string[]): Promise<Started> => {
  const { result, change } = await send(daemon, "POST /v1/exec", {
    command,
    environment: { MARK: `${daemon.folder}/exec` },
    "working-dir": "/",
  });
  const task = (result as Readonly<Record<string, string>>)["task-id"];
  const control = await open(daemon, `/v1/tasks/${task}/websocket/control`);
  const stdio = await open(daemon, `/v1/tasks/${task}/websocket/stdio`);
  return { change: String(change), control, stdio };
};

/** What commands write waits in the kernel and in one frame or two. */
const flatMiB = 100;

/** The bytes that a process has written so far, to pipes and files. */
const writtenBy = (pid: number): number =>
  Number(/^wchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1]);

/** Settles with the process when it has written something and then writes nothing more. */
const standsStill = (daemon: RunningDaemon): Promise<number> => {
  let before = -1;
  return until("the command is held up", async () => {
    const pid = runningMarked(`${daemon.folder}/exec`)[0]?.pid;
    const now = pid === undefined ? 0 : writtenBy(pid);
    const isStill = now > 0 && now === before;
    before = now;
    return isStill ? pid : undefined;
  });
};

test("a websocket that is never read holds up its command, and takes no memory of the daemon", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const before = residentMiB(daemon.pid);
  const { control, stdio } = await start(daemon, ["head", "-c", "8G", "/dev/zero"]);
  stdio.pause();
  const pid = await standsStill(daemon);
  expect(writtenBy(pid)).toBeLessThan(200 * 1024 * 1024);
  expect(residentMiB(daemon.pid) - before).toBeLessThan(flatMiB);
  control.terminate();
  stdio.terminate();
  await until(
    "the command is gone",
    async () => runningMarked(`${daemon.folder}/exec`).length === 0 || undefined,
  );
});

test("input that a command never reads waits at the client, and takes no memory of the daemon", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const before = residentMiB(daemon.pid);
  const { control, stdio } = await start(daemon, ["sleep", "1000"]);
  const frame = Buffer.alloc(1024 * 1024);
  for (let sent = 0; sent < 200; sent += 1) stdio.send(frame);
  await until("what fits has been taken", async () => {
    const waiting = stdio.bufferedAmount;
    await Bun.sleep(200);
    return waiting === stdio.bufferedAmount || undefined;
  });
  expect(stdio.bufferedAmount).toBeGreaterThan(100 * 1024 * 1024);
  expect(residentMiB(daemon.pid) - before).toBeLessThan(flatMiB);
  control.terminate();
  stdio.terminate();
  await until(
    "the command is gone",
    async () => runningMarked(`${daemon.folder}/exec`).length === 0 || undefined,
  );
});

test("half a gigabyte passes each way, in a steady amount of memory", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const before = residentMiB(daemon.pid);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, residentMiB(daemon.pid));
  }, 20);
  const script = `head -c 512M /dev/zero | '${executable}' exec -w / cat | wc -c`;
  const piped = Bun.spawn(["sh", "-c", script], {
    env: { ...process.env, PEBBLE: daemon.folder },
    stdout: "pipe",
  });
  expect(await new Response(piped.stdout).text()).toBe(`${2 ** 29}\n`);
  clearInterval(watch);
  expect(most - before).toBeLessThan(flatMiB);
});

test("a hundred commands at once each give their own output, and leave nothing behind", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const outputs = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const { stdio, change, control } = await start(daemon, ["sh", "-c", `read line; echo "$line ${at}"`]);
      const output = new Promise<string>((resolve) => {
        stdio.on("message", (data, isBinary) => {
          if (isBinary) resolve(String(data));
        });
      });
      stdio.send(Buffer.from(`line ${at}\n`));
      const text = await output;
      await send(daemon, `GET /v1/changes/${change}/wait`);
      control.close();
      return text;
    }),
  );
  expect(outputs).toEqual(outputs.map((_, at) => `line ${at} ${at}\n`));
  await until(
    "nothing is left",
    async () => runningMarked(`${daemon.folder}/exec`).length === 0 || undefined,
  );
});

test("commands whose clients vanish are ended with all that they have started", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const started = await Promise.all(
    Array.from({ length: 20 }, () => start(daemon, ["sh", "-c", "sleep 1000 & sleep 1000 & echo up; wait"])),
  );
  await until("all run", async () => runningMarked(`${daemon.folder}/exec`).length >= 60 || undefined);
  for (const { control, stdio } of started) {
    control.terminate();
    stdio.terminate();
  }
  await until("none is left", async () => runningMarked(`${daemon.folder}/exec`).length === 0 || undefined);
});
