import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { type FileRoom, openFileRoom } from "../../file-room.ts";

let room: FileRoom;

beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

describe("making directories", () => {
  it("makes one, or those above it too, with the mode asked for", async () => {
    expect(await room.makeDir({ path: room.at("a") })).toEqual({ path: room.at("a") });
    expect(modeOf(room.at("a"))).toBe("755");
    expect((await room.makeDir({ path: room.at("b/c") }))?.error).toEqual({
      kind: "not-found",
      message: `mkdir ${room.at("b/c")}: no such file or directory`,
    });
    expect(await room.makeDir({ path: room.at("b/c/"), "make-parents": true, permissions: "777" })).toEqual({
      path: room.at("b/c/"),
    });
    expect([modeOf(room.at("b")), modeOf(room.at("b/c"))]).toEqual(["777", "777"]);
  });

  it("finds no fault with one that is there when parents may be made", async () => {
    mkdirSync(room.at("a"), { mode: 0o700 });
    expect((await room.makeDir({ path: room.at("a") }))?.error?.message).toBe(
      `mkdir ${room.at("a")}: file exists`,
    );
    expect(await room.makeDir({ path: room.at("a"), "make-parents": true, permissions: "755" })).toEqual({
      path: room.at("a"),
    });
    expect(modeOf(room.at("a"))).toBe("700");
  });

  it("fails where a file or a dangling link is, and on paths that are none", async () => {
    writeFileSync(room.at("file"), "");
    symlinkSync("nowhere", room.at("link"));
    const message = async (path: string, parents: boolean) =>
      (await room.makeDir({ path, "make-parents": parents }))?.error?.message;
    for (const parents of [false, true]) {
      expect(await message(room.at("file"), parents)).toBe(`mkdir ${room.at("file")}: not a directory`);
      expect(await message(room.at("link"), parents)).toBe(`mkdir ${room.at("link")}: file exists`);
      expect(await message("a", parents)).toBe('paths must be absolute, got "a"');
      expect(await message(room.at("n".repeat(256)), parents)).toEndWith("file name too long");
      expect(await message(room.at("a\0b"), parents)).toEndWith("invalid argument");
    }
    expect(readdirSync(room.root).sort()).toEqual(["file", "link"]);
  });

  it("of the same tree may happen many times at once", async () => {
    const all = Array.from({ length: 20 }, () =>
      room.makeDir({ path: room.at("a/b/c/d"), "make-parents": true }),
    );
    expect(await Promise.all(all)).toEqual(all.map(() => ({ path: room.at("a/b/c/d") })));
  });
});
