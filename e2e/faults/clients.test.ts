import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { type RunningDaemon, startDaemon } from "../daemon.ts";
import { until } from "../support.ts";
import { isUp, residentMiB } from "./looks.ts";

setDefaultTimeout(120_000);

const connect = (daemon: RunningDaemon, text: string | Uint8Array = ""): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(join(daemon.folder, ".pebble.socket"));
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      // What the daemon thinks of such a client is not looked at here.
      socket.on("error", () => undefined);
      if (text.length > 0) socket.write(text);
      resolve(socket);
    });
  });

const openFiles = (): number =>
  Number(/^Max open files +\d+ +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? 4096);

const follow = "GET /v1/logs?follow=true HTTP/1.1\r\nHost: x\r\n\r\n";

/** How long a command takes, end to end, in milliseconds. */
const timeOf = async (daemon: RunningDaemon): Promise<number> => {
  const before = performance.now();
  expect((await daemon.cobble("services")).exitCode).toBe(0);
  return performance.now() - before;
};

/** Long for a command that takes some twenty milliseconds, on a machine that has other things to do as well. */
const promptMs = 3000;

describe("beside clients of all sorts, the daemon goes on:", () => {
  test("ten thousand that say nothing", async () => {
    await using daemon = await startDaemon({});
    await isUp(daemon);
    const count = Math.min(10_000, openFiles() - 500);
    const idle: Socket[] = [];
    for (let at = 0; at < count; at += 500) {
      idle.push(
        ...(await Promise.all(Array.from({ length: Math.min(500, count - at) }, () => connect(daemon)))),
      );
    }
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
    expect((await daemon.cobble("exec", "echo", "hi")).stdout).toBe("hi\n");
    for (const socket of idle) socket.destroy();
    await until("it has let go of them", async () => {
      const { stdout } = await daemon.cobble("exec", "sh", "-c", `ls /proc/${daemon.pid}/fd | wc -l`);
      return Number(stdout) < 100 || undefined;
    });
  });

  test("some that do not come to the end of their request", async () => {
    await using daemon = await startDaemon({});
    await isUp(daemon);
    const halves = [
      "G",
      "GET /v1/services HTTP/1.1\r\nHost",
      "POST /v1/layers HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{",
      "POST /v1/files HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=01234567890123456789012345678901\r\n\r\n5\r\n--012",
    ];
    const slow = await Promise.all(
      Array.from({ length: 400 }, (_, at) => connect(daemon, halves[at % halves.length])),
    );
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
    for (const socket of slow) socket.destroy();
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
  });

  test("some that ask again and again and read no answer", async () => {
    await using daemon = await startDaemon({});
    await isUp(daemon);
    const before = residentMiB(daemon.pid);
    const requests = "GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000);
    const stuck = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const socket = await connect(daemon, requests);
        socket.pause();
        return socket;
      }),
    );
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
    expect(residentMiB(daemon.pid) - before).toBeLessThan(400);
    for (const socket of stuck) socket.destroy();
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
  });

  test("some that wait for logs, and are gone in the middle", async () => {
    await using daemon = await startDaemon({});
    await isUp(daemon);
    for (let round = 0; round < 5; round += 1) {
      const followers = await Promise.all(Array.from({ length: 100 }, () => connect(daemon, follow)));
      for (const socket of followers) socket.destroy();
    }
    expect(await timeOf(daemon)).toBeLessThan(promptMs);
    await until("it has let go of them", async () => {
      const { stdout } = await daemon.cobble("exec", "sh", "-c", `ls /proc/${daemon.pid}/fd | wc -l`);
      return Number(stdout) < 100 || undefined;
    });
  });
});
