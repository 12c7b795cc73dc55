import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { acceptMultipart, type FileRoom, openFileRoom } from "../../file-room.ts";
import { sendRaw } from "../../listening.ts";
import { until } from "../../until.ts";

let room: FileRoom;

beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

describe("reading files", () => {
  it("finds a file whose name is no UTF-8, and names its part by the same bytes", async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${room.root}/`), Buffer.of(0xff)]), "odd");
    const query = `/v1/files?action=read&path=${room.root}/%ff&path=${room.root}/%fe`;
    const answer = await room.server.send("GET", query, { headers: acceptMultipart });
    const body = answer.body.toString("latin1");
    expect(body).toContain(`filename="${room.root}/\xff"\r\n`);
    expect(body).toContain("\r\n\r\nodd\r\n");
    expect(answer.body.toString("utf8")).toContain(
      `"message":"stat ${room.root}/\ufffd: no such file or directory"`,
    );
  });

  it("gives each file a part, and each path a result", async () => {
    writeFileSync(room.at("a"), "one\r\n--two");
    writeFileSync(room.at('q"\\z'), "");
    const paths = [room.at("a"), room.at("no"), "relative", room.root, room.at('q"\\z'), "/a\0b"];
    const { contents, results } = await room.read(...paths);
    expect(contents).toEqual(["one\r\n--two", ""]);
    expect(results).toEqual([
      { path: room.at("a") },
      {
        path: room.at("no"),
        error: { kind: "not-found", message: `stat ${room.at("no")}: no such file or directory` },
      },
      {
        path: "relative",
        error: { kind: "generic-file-error", message: 'paths must be absolute, got "relative"' },
      },
      {
        path: room.root,
        error: { kind: "generic-file-error", message: `can only read a regular file: "${room.root}"` },
      },
      { path: room.at('q"\\z') },
      { path: "/a\0b", error: { kind: "generic-file-error", message: "stat /a\0b: invalid argument" } },
    ]);
  });

  it("of what is no regular file is refused, and waits for nothing", async () => {
    await room.server.run({ command: ["mkfifo", room.at("fifo")] });
    const { results } = await room.read(room.at("fifo"), "/dev/zero", room.server.socketPath);
    expect(results.map(({ error }) => error?.message)).toEqual([
      `can only read a regular file: "${room.at("fifo")}"`,
      'can only read a regular file: "/dev/zero"',
      `can only read a regular file: "${room.server.socketPath}"`,
    ]);
  });

  it("works where the size is not known beforehand", async () => {
    const { contents } = await room.read("/proc/self/status");
    expect(contents[0]).toContain(`Pid:\t${process.pid}\n`);
  });

  it("without a path is refused", async () => {
    const answer = await room.server.send("GET", "/v1/files?action=read", { headers: acceptMultipart });
    expect(answer.result).toEqual({ message: "must specify one or more paths" });
  });

  it("streams a large file whole to a client that stops and starts, in little memory", async () => {
    const block = Buffer.alloc(1024 * 1024);
    // 251 is prime: no two buffers of a round size hold the same.
    for (let index = 0; index < block.length; index++) block[index] = index % 251;
    for (let index = 0; index < 100; index++) writeFileSync(room.at("big"), block, { flag: "a" });
    Bun.gc(true);
    const before = process.memoryUsage.rss();
    const path = `/v1/files?action=read&path=${encodeURIComponent(room.at("big"))}`;
    const message = await sendRaw(
      room.server.socketPath,
      { method: "GET", path },
      { headers: acceptMultipart },
    );
    const hash = createHash("sha256");
    let head: Buffer | undefined;
    let left = 100 * block.length;
    for await (const chunk of message) {
      // A turn of the loop between two chunks: what the server sends ahead has to stay as it is until it is taken.
      await new Promise((resolve) => setImmediate(resolve));
      const data = head === undefined ? chunk.subarray(chunk.indexOf("\r\n\r\n") + 4) : chunk;
      head ??= chunk;
      hash.update(data.subarray(0, left));
      left -= Math.min(left, data.length);
      // What is held counts, not what waits to be collected: that depends on the tests which ran before.
      if (left % (16 * block.length) < data.length) Bun.gc(true);
    }
    const growth = process.memoryUsage.rss() - before;
    expect(hash.digest("hex")).toBe(
      createHash("sha256")
        .update(readFileSync(room.at("big")))
        .digest("hex"),
    );
    expect(growth).toBeLessThan(80 * 1024 * 1024);
  });

  it("leaves no file open when the client goes away in the middle", async () => {
    writeFileSync(room.at("big"), Buffer.alloc(32 * 1024 * 1024));
    const path = `/v1/files?action=read&path=${encodeURIComponent(room.at("big"))}`;
    const message = await sendRaw(
      room.server.socketPath,
      { method: "GET", path },
      { headers: acceptMultipart },
    );
    await new Promise((resolve) => message.once("readable", resolve));
    message.destroy();
    const isOpen = (): boolean =>
      readdirSync("/proc/self/fd").some((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === room.at("big");
        } catch {
          // It was closed between the listing and the look.
          return false;
        }
      });
    await until("the file is closed", () => !isOpen());
  });
});
