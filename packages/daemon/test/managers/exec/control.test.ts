import { describe, expect, it } from "bun:test";
import { isEndOfInput, readControl } from "../../../src/managers/exec/control.ts";

const read = (text: string): ReturnType<typeof readControl> => readControl(Buffer.from(text));

describe("a control message", () => {
  it("is a signal or a resize", () => {
    expect(read('{"command":"signal","signal":{"name":"SIGHUP"}}')).toEqual({
      command: "signal",
      signal: "SIGHUP",
    });
    expect(read('{"command":"resize","resize":{"width":80,"height":25}}')).toEqual({
      command: "resize",
      width: 80,
      height: 25,
    });
  });

  it("is passed over when it is anything else", () => {
    for (const text of [
      "",
      "x",
      "null",
      "[]",
      "{}",
      '{"command":"signal"}',
      '{"command":"signal","signal":{"name":"TERM"}}',
      '{"command":"signal","signal":{"name":"toString"}}',
      '{"command":"signal","signal":{"name":15}}',
      '{"command":"resize","resize":{"width":"80"}}',
    ]) {
      expect(read(text), text).toBeUndefined();
    }
  });

  it("on stdio means the end of input, spaces or not", () => {
    expect(isEndOfInput(Buffer.from('{ "command": "end" }'))).toBe(true);
    expect(isEndOfInput(Buffer.from('{"command":"signal"}'))).toBe(false);
    expect(isEndOfInput(Buffer.from("end"))).toBe(false);
  });
});
