import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nearestWord } from "../src/nearest-word.ts";

const known = ["command", "summary", "kill-delay", "user", "user-id", "on-failure"];

describe("nearestWord", () => {
  const pairs: readonly (readonly [word: string, meant: string | undefined])[] = [
    ["comand", "command"],
    ["ocmmand", "command"],
    ["Command", "command"],
    ["kill_delay", "kill-delay"],
    ["killdelay", "kill-delay"],
    ["userid", "user-id"],
    ["usr", "user"],
    ["on-fail", "on-failure"],
    ["replicas", undefined],
    ["", undefined],
  ];
  for (const [word, meant] of pairs) {
    it(`takes ${JSON.stringify(word)} for ${meant ?? "nothing that is known"}`, () => {
      assert.equal(nearestWord(word, known), meant);
    });
  }
});
