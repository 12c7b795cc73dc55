import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import type { FileInfo } from "@cobble/wire";
import { type FileRoom, openFileRoom } from "../file-room.ts";

let room: FileRoom;

beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

describe("listing files", () => {
  it("tells all of a directory, by name, links not followed", async () => {
    writeFileSync(room.at("b.txt"), "12345");
    chmodSync(room.at("b.txt"), 0o640);
    utimesSync(room.at("b.txt"), 1_700_000_000.9, 1_700_000_000.9);
    mkdirSync(room.at("a"));
    symlinkSync("nowhere", room.at("c"));
    await room.server.run({ command: ["mkfifo", room.at("d")] });
    const infos = await room.list({ path: room.root });
    expect(infos.map(({ name, type, size }) => ({ name, type, size }))).toEqual([
      { name: "a", type: "directory", size: undefined },
      { name: "b.txt", type: "file", size: 5 },
      { name: "c", type: "symlink", size: undefined },
      { name: "d", type: "named-pipe", size: undefined },
    ]);
    const { path, permissions, "last-modified": modified, "user-id": uid } = infos[1] ?? ({} as FileInfo);
    expect([path, permissions, uid]).toEqual([room.at("b.txt"), "640", process.getuid?.() ?? 0]);
    expect(Date.parse(modified)).toBe(1_700_000_000_000);
  });

  it("takes a pattern, a file, a link to one, and a directory itself", async () => {
    for (const name of ["one.txt", "two.txt", "three"]) writeFileSync(room.at(name), "");
    symlinkSync("one.txt", room.at("link"));
    const names = async (parameters: Readonly<Record<string, string>>) =>
      (await room.list(parameters)).map(({ name, type }) => `${name}:${type}`);
    expect(await names({ path: room.root, pattern: "t*" })).toEqual(["three:file", "two.txt:file"]);
    expect(await names({ path: room.at("one.txt") })).toEqual(["one.txt:file"]);
    expect(await names({ path: room.at("link") })).toEqual(["link:file"]);
    expect(await names({ path: room.root, itself: "true" })).toEqual(["root:directory"]);
    expect(await names({ path: room.root, itself: "true", pattern: "x" })).toEqual([]);
    expect(await names({ path: "/", itself: "true" })).toEqual(["/:directory"]);
  });

  it("tells names that are no UTF-8, by their bytes", async () => {
    const bytes = (name: string): Buffer =>
      Buffer.concat([Buffer.from(`${room.root}/`), Buffer.from(name, "latin1")]);
    for (const name of ["\xff", "\xfe\xfd", "a"]) writeFileSync(bytes(name), name, "latin1");
    writeFileSync(room.at("\ufffd"), "");
    writeFileSync(room.at("😀"), "");
    const infos = await room.list({ path: room.root });
    expect(infos.map(({ name }) => name)).toEqual(["a", "\ufffd", "😀", "\ufffd\ufffd", "\ufffd"]);
    const { server } = room;
    const one = await server.send("GET", `/v1/files?action=list&path=${room.root}/%fe%FD`);
    expect(one.result).toMatchObject([{ name: "\ufffd\ufffd", path: `${room.root}/\ufffd\ufffd`, size: 2 }]);
    const some = await server.send("GET", `/v1/files?action=list&path=${room.root}&pattern=%ff`);
    expect(some.result).toMatchObject([{ name: "\ufffd", size: 1 }]);
  });

  it("is refused with the reference's words", async () => {
    writeFileSync(room.at("file"), "");
    const cases: readonly (readonly [Readonly<Record<string, string>>, number, string, string?])[] = [
      [{}, 400, 'invalid action ""'],
      [{ action: "x" }, 400, 'invalid action "x"'],
      [{ action: "list" }, 400, "must specify path"],
      [{ action: "list", path: "a" }, 400, 'path must be absolute, got "a"'],
      [{ action: "list", path: "/", itself: "yes" }, 400, 'itself parameter must be "true" or "false"'],
      [
        { action: "list", path: room.root, pattern: "[" },
        400,
        "syntax error in pattern",
        "generic-file-error",
      ],
      [
        { action: "list", path: room.at("no") },
        404,
        `stat ${room.at("no")}: no such file or directory`,
        "not-found",
      ],
      [
        { action: "list", path: room.at("file/x") },
        400,
        `stat ${room.at("file/x")}: not a directory`,
        "generic-file-error",
      ],
      [{ action: "list", path: "/a\0b" }, 400, "stat /a\0b: invalid argument", "generic-file-error"],
      [{ action: "read", path: "/" }, 400, "must accept multipart/form-data"],
    ];
    for (const [parameters, status, message, kind] of cases) {
      const answer = await room.get(parameters);
      expect({ status: answer.status, result: answer.result }, message).toEqual({
        status,
        result: kind === undefined ? { message } : { message, kind },
      });
    }
  });

  it("copes with ten thousand entries", async () => {
    for (let index = 0; index < 10_000; index++) writeFileSync(room.at(`f${index}`), "");
    expect(await room.list({ path: room.root })).toHaveLength(10_000);
  });
});

describe("a files request", () => {
  it("with a body that is no JSON, or an action that is none, is refused", async () => {
    const message = async (body: unknown) =>
      ((await room.server.post("/v1/files", body)).result as Error).message;
    expect(await message("")).toBe("cannot decode request body: EOF");
    expect(await message("null")).toBe('invalid action ""');
    expect(await message({ action: "x" })).toBe('invalid action "x"');
    expect(await message({ action: "write", files: [] })).toBe('must use multipart with "write" action');
    expect(await message({ action: "remove", paths: [1] })).toBe(
      "cannot decode request body: json: cannot unmarshal number into Go struct field .paths of type daemon.removePathsItem",
    );
  });
});
