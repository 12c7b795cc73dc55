import { expect, it } from "bun:test";
import { createServiceEcho } from "../../../src/managers/logs/echo.ts";

it("an echo of services writes each line with its time and service", () => {
  const written: string[] = [];
  const echo = createServiceEcho({ write: (text) => written.push(text) });
  echo({ service: "we$&b", time: 1_767_323_045_678_901, bytes: Buffer.from("one\n\ntwo\n") });
  const start = "2026-01-02T03:04:05.678Z [we$&b] ";
  expect(written).toEqual([`${start}one\n${start}\n${start}two\n`]);
});
