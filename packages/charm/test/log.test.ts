import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Logger } from "../src/log.ts";

describe("Logger", () => {
  it("lines are handed over one at a time, in order, whatever each takes", async () => {
    const events: string[] = [];
    const log = new Logger({
      jujuLog: async (level, message) => {
        events.push(`${level} ${message} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`${message} ends`);
      },
      fallback: (line) => events.push(line),
    });
    log.trace("a");
    log.error("b");
    assert.deepEqual(events, []);
    await log.flush();
    assert.deepEqual(events, ["TRACE a begins", "a ends", "ERROR b begins", "b ends"]);
  });

  it("a line that the agent does not take goes to the fallback, and the next is still tried", async () => {
    const lines: string[] = [];
    const log = new Logger({
      jujuLog: (_level, message) =>
        message === "a" ? Promise.reject(new Error("gone")) : Promise.resolve(void lines.push(message)),
      fallback: (line) => lines.push(line),
    });
    log.info("a");
    log.info("b");
    await log.flush();
    assert.deepEqual(lines, ["INFO a (juju-log failed: Error: gone)", "b"]);
  });

  it("no character is cut in two, and a NUL byte, which no tool can be given, is written out", async () => {
    const parts: string[] = [];
    const log = new Logger({
      jujuLog: (_level, message) => Promise.resolve(void parts.push(message)),
      fallback: (line) => assert.fail(line),
    });
    const message = `a${"😀".repeat(25_000)}`;
    log.info(message);
    log.info("a\0b\ud800");
    await log.flush();
    assert.equal(parts.slice(0, -1).join(""), message);
    assert.ok(parts.slice(0, -1).every((part) => part.isWellFormed()));
    assert.equal(parts.at(-1), "a\\0b\ud800");
  });

  it("lines that have not been handed over are known", async () => {
    const log = new Logger({
      jujuLog: () => Promise.resolve(),
      fallback: (line) => assert.fail(line),
    });
    log.info("a");
    log.error("b");
    assert.deepEqual(log.pending, ["INFO a", "ERROR b"]);
    await log.flush();
    assert.deepEqual(log.pending, []);
  });

  it("a line without text is not handed over", async () => {
    const log = new Logger({ jujuLog: () => assert.fail("logged"), fallback: (line) => assert.fail(line) });
    log.info("");
    await log.flush();
  });

  it("a message that is too long for one argument is handed over whole, in parts", async () => {
    const parts: string[] = [];
    const log = new Logger({
      jujuLog: (_level, message) => Promise.resolve(void parts.push(message)),
      fallback: (line) => assert.fail(line),
    });
    const long = "0123456789".repeat(10_000);
    log.debug(long);
    await log.flush();
    assert.equal(parts.length, 3);
    assert.equal(parts.join(""), long);
    assert.ok(parts.every((part) => Buffer.byteLength(part) < 128 * 1024));
  });
});
