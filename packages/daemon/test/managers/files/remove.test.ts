import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { type FileRoom, openFileRoom } from "../../file-room.ts";

let room: FileRoom;

beforeEach(async () => {
  room = await openFileRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

describe("removing", () => {
  it("takes files, links, empty directories, and whole trees when asked to", async () => {
    mkdirSync(room.at("tree/below"), { recursive: true });
    writeFileSync(room.at("tree/below/file"), "");
    symlinkSync("tree", room.at("link"));
    expect((await room.remove({ path: room.at("tree") }))?.error?.message).toBe(
      `remove ${room.at("tree")}: directory not empty`,
    );
    expect(await room.remove({ path: room.at("link"), recursive: true })).toEqual({ path: room.at("link") });
    expect(readdirSync(room.root)).toEqual(["tree"]);
    expect(await room.remove({ path: room.at("tree/below/file") })).toEqual({
      path: room.at("tree/below/file"),
    });
    expect(await room.remove({ path: room.at("tree/below/") })).toEqual({ path: room.at("tree/below/") });
    expect(await room.remove({ path: room.at("tree"), recursive: true })).toEqual({ path: room.at("tree") });
    expect(readdirSync(room.root)).toEqual([]);
  });

  it("of nothing is a fault unless it is recursive", async () => {
    expect((await room.remove({ path: room.at("no") }))?.error).toEqual({
      kind: "not-found",
      message: `remove ${room.at("no")}: no such file or directory`,
    });
    expect(await room.remove({ path: room.at("no"), recursive: true })).toEqual({ path: room.at("no") });
  });

  it("says of each path how it went", async () => {
    writeFileSync(room.at("a"), "");
    const paths = [{ path: room.at("b") }, { path: "c" }, { path: room.at("a") }, {}];
    expect((await room.act({ action: "remove", paths })).map(({ error }) => error?.kind)).toEqual([
      "not-found",
      "generic-file-error",
      undefined,
      "generic-file-error",
    ]);
    expect(readdirSync(room.root)).toEqual([]);
  });

  it("refuses a path that ends in a dot, and one with a NUL", async () => {
    mkdirSync(room.at("a"));
    expect((await room.remove({ path: `${room.at("a")}/.`, recursive: true }))?.error?.message).toBe(
      `RemoveAll ${room.at("a")}/.: invalid argument`,
    );
    expect((await room.remove({ path: `${room.at("a")}\0`, recursive: true }))?.error?.message).toEndWith(
      "invalid argument",
    );
    expect(existsSync(room.at("a"))).toBe(true);
  });
});
