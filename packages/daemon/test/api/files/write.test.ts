import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { end, type FileRoom, metadata, multipart, openFileRoom, part, partHead } from "../../file-room.ts";
import { until } from "../../until.ts";

let room: FileRoom;

beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

const isRoot = process.getuid?.() === 0;

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

describe("writing files", () => {
  it("replaces what is there, its mode too", async () => {
    writeFileSync(room.at("a"), "old");
    chmodSync(room.at("a"), 0o600);
    expect(await room.write({ path: room.at("a") })).toEqual({ path: room.at("a") });
    expect(readFileSync(room.at("a"), "utf8")).toBe("new");
    expect(modeOf(room.at("a"))).toBe("644");
    await room.write({ path: room.at("a"), permissions: "777" });
    expect(modeOf(room.at("a"))).toBe("777");
  });

  it("replaces a link and a named pipe without following or opening them", async () => {
    symlinkSync("elsewhere", room.at("link"));
    await room.server.run({ command: ["mkfifo", room.at("fifo")] });
    expect(await room.write({ path: room.at("link") })).toEqual({ path: room.at("link") });
    expect(await room.write({ path: room.at("fifo") })).toEqual({ path: room.at("fifo") });
    expect(lstatSync(room.at("link")).isFile() && lstatSync(room.at("fifo")).isFile()).toBe(true);
    expect(existsSync(room.at("elsewhere"))).toBe(false);
  });

  it("makes missing directories when asked to", async () => {
    expect((await room.write({ path: room.at("x/y/z") }))?.error).toEqual({
      kind: "not-found",
      message: `open ${room.at("x/y/z")}: no such file or directory`,
    });
    expect(await room.write({ path: room.at("x/y/z"), "make-dirs": true, permissions: "600" })).toEqual({
      path: room.at("x/y/z"),
    });
    expect([modeOf(room.at("x")), modeOf(room.at("x/y")), modeOf(room.at("x/y/z"))]).toEqual([
      "755",
      "755",
      "600",
    ]);
  });

  it("takes names that are odd or as long as they may be, and null for what is not said", async () => {
    for (const name of ["n".repeat(255), 'q"x', "back\\x", "ü €", "-", "a b;c=d"]) {
      expect(await room.write({ path: room.at(name), user: null, "user-id": null, permissions: "" })).toEqual(
        {
          path: room.at(name),
        },
      );
      expect(readFileSync(room.at(name), "utf8")).toBe("new");
    }
  });

  it("says of each file how it went, in the order of the request", async () => {
    const body = [
      metadata(
        { path: room.at("a") },
        { path: "relative" },
        { path: room.at("missing") },
        { path: room.at("b"), permissions: "0644" },
      ),
      part("files", "B", room.at("b")),
      part("files", "R", "relative"),
      part("files", "A", room.at("a")),
      end,
    ];
    expect((await room.send(body.join(""))).result).toEqual([
      { path: room.at("a") },
      {
        path: "relative",
        error: { kind: "generic-file-error", message: 'paths must be absolute, got "relative"' },
      },
      {
        path: room.at("missing"),
        error: { kind: "generic-file-error", message: `no file content for path "${room.at("missing")}"` },
      },
      {
        path: room.at("b"),
        error: {
          kind: "generic-file-error",
          message: 'permissions must be a 3-digit octal string, got "0644"',
        },
      },
    ]);
    expect(readdirSync(room.root)).toEqual(["a"]);
  });

  it("fails on a directory or below a file, and leaves nothing", async () => {
    mkdirSync(room.at("dir"));
    writeFileSync(room.at("file"), "");
    expect((await room.write({ path: room.at("dir") }))?.error?.message).toBe(
      `rename ${room.at("dir")}: file exists`,
    );
    expect((await room.write({ path: room.at("file/x") }))?.error?.message).toBe(
      `open ${room.at("file/x")}: not a directory`,
    );
    expect((await room.write({ path: room.at("file/x/y"), "make-dirs": true }))?.error?.message).toBe(
      `cannot create directory: mkdir ${room.at("file")}: not a directory`,
    );
    expect(readdirSync(room.root).sort()).toEqual(["dir", "file"]);
  });

  it("refuses unknown owners", async () => {
    const message = async (item: Readonly<Record<string, unknown>>) =>
      (await room.write({ path: room.at("a"), ...item }))?.error?.message;
    expect(await message({ user: "nosuchuser" })).toBe(
      "cannot look up user and group: user: unknown user nosuchuser",
    );
    expect(await message({ "user-id": 54_321 })).toBe(
      "cannot look up user and group: user: unknown userid 54321",
    );
    expect(await message({ "group-id": 1 })).toBe(
      "cannot look up user and group: must specify user, not just group",
    );
    expect(readdirSync(room.root)).toEqual([]);
  });

  it.skipIf(!isRoot)("gives a file, and the directories made for it, to its owner", async () => {
    await room.write({ path: room.at("d/f"), user: "nobody", "make-dirs": true });
    expect([lstatSync(room.at("d")).uid, lstatSync(room.at("d/f")).uid]).toEqual([65_534, 65_534]);
  });

  it("that is cut short keeps the old file and leaves nothing else", async () => {
    writeFileSync(room.at("a"), "old");
    const answer = await room.send(metadata({ path: room.at("a") }) + part("files", "half", room.at("a")));
    expect(answer.status).toBe(400);
    expect(answer.result).toEqual({ message: "cannot read file part 1: multipart: NextPart: EOF" });
    expect(readFileSync(room.at("a"), "utf8")).toBe("old");
    expect(readdirSync(room.root)).toEqual(["a"]);
  });

  it("whose client goes away in the middle keeps the old file and leaves nothing else", async () => {
    writeFileSync(room.at("a"), "old");
    const head = metadata({ path: room.at("a") }) + part("files", "x".repeat(2_000_000), room.at("a"));
    const socket = connect(room.server.socketPath);
    const type = `Content-Type: ${multipart["content-type"]}`;
    socket.write(`POST /v1/files HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: 9000000\r\n\r\n${head}`);
    await until("the write has begun", () => readdirSync(room.root).length === 2);
    socket.destroy();
    await until("nothing of it is left", () => readdirSync(room.root).length === 1);
    expect(readFileSync(room.at("a"), "utf8")).toBe("old");
  });

  it("refuses garbage", async () => {
    const ok = metadata({ path: room.at("a") });
    const cases: readonly (readonly [string, string])[] = [
      ["", "cannot read request metadata: multipart: NextPart: EOF"],
      ["garbage", "cannot read request metadata: multipart: NextPart: EOF"],
      [end, "cannot read request metadata: EOF"],
      [part("files", "x") + end, 'metadata field name must be "request", got "files"'],
      [part("request", "") + end, "cannot decode request metadata: EOF"],
      [part("request", "{}") + end, 'multipart action must be "write", got ""'],
      [part("request", '{"action":"write"}') + end, "must specify one or more files"],
      [ok + part("other", "x", room.at("a")) + end, 'field name must be "files", got "other"'],
      [ok + part("files", "x", room.at("b")) + end, `no metadata for path "${room.at("b")}"`],
    ];
    for (const [body, message] of cases) {
      const answer = await room.send(body);
      expect({ status: answer.status, result: answer.result }).toEqual({ status: 400, result: { message } });
    }
    expect(readdirSync(room.root)).toEqual([]);
  });

  it("streams a large file in little memory", async () => {
    const block = Buffer.alloc(1024 * 1024, "0123456789\r\n--");
    async function* body(): AsyncGenerator<Buffer | string> {
      yield metadata({ path: room.at("big") });
      yield partHead("files", room.at("big"));
      for (let index = 0; index < 100; index++) {
        yield block;
        // What is held counts, not what waits to be collected: that depends on the tests which ran before.
        if (index % 16 === 0) Bun.gc(true);
      }
      yield `\r\n${end}`;
    }
    Bun.gc(true);
    const before = process.memoryUsage.rss();
    expect((await room.send(Readable.from(body()))).result).toEqual([{ path: room.at("big") }]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(120 * 1024 * 1024);
    const whole = readFileSync(room.at("big"));
    expect(whole.length).toBe(100 * block.length);
    for (let index = 0; index < 100; index++) {
      if (!whole.subarray(index * block.length, (index + 1) * block.length).equals(block))
        throw new Error(`block ${index}`);
    }
  });
});
