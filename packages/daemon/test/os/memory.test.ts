import { describe, expect, test } from "bun:test";
import { codeMappings, type MemoryState, step } from "../../src/os/memory.ts";

const mib = 2 ** 20;
const settled: MemoryState = { name: "settled", floorBytes: 40 * mib };

describe("memory", () => {
  test("is given back after the start, once that is over", () => {
    expect(step({ name: "due" }, { residentBytes: 50 * mib, busyShare: 0 })).toEqual({
      state: { name: "settling" },
      release: true,
    });
    expect(step({ name: "due" }, { residentBytes: 50 * mib, busyShare: 0.9 })).toEqual({
      state: { name: "due" },
      release: false,
    });
  });

  test("that is in use again at a quiet look after a release is the floor", () => {
    expect(step({ name: "settling" }, { residentBytes: 40 * mib, busyShare: 0 })).toEqual({
      state: settled,
      release: false,
    });
  });

  test("that grew by work right after a release is no floor", () => {
    expect(step({ name: "settling" }, { residentBytes: 90 * mib, busyShare: 0.5 })).toEqual({
      state: { name: "due" },
      release: false,
    });
  });

  test("is given back, when it has grown and nothing much happens", () => {
    expect(step(settled, { residentBytes: 90 * mib, busyShare: 0.01 })).toEqual({
      state: { name: "settling" },
      release: true,
    });
  });

  test("stays, while the daemon works", () => {
    expect(step(settled, { residentBytes: 90 * mib, busyShare: 0.5 })).toEqual({
      state: settled,
      release: false,
    });
  });

  test("stays, when it has grown by little", () => {
    expect(step(settled, { residentBytes: 47 * mib, busyShare: 0 })).toEqual({
      state: settled,
      release: false,
    });
  });
});

describe("code mappings", () => {
  const maps = `00200000-01200000 r--p 00000000 08:01 77   /opt/cobble
01200000-03200000 r-xp 01000000 08:01 77   /opt/cobble
03200000-03300000 rw-p 03000000 08:01 77   /opt/cobble
7f0000000000-7f0000100000 r-xp 00000000 08:01 78   /lib/libc.so.6
7f0000200000-7f0000300000 r-xp 00000000 00:00 0
`;

  test("are what can be run and not written of the one file", () => {
    expect(codeMappings(maps, "/opt/cobble")).toEqual([{ start: 0x1200000, length: 0x2000000 }]);
  });

  test("are none, when the file is not mapped", () => {
    expect(codeMappings(maps, "/opt/other")).toEqual([]);
  });
});
