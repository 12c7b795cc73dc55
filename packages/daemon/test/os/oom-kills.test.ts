import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createOomKills } from "../../src/os/oom-kills.ts";

describe("out-of-memory kills", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cobble-cgroup-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (path: string, count: number): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `low 0\noom 7\noom_kill ${count}\noom_group_kill 3\n`);
  };

  const places: readonly (readonly [title: string, membership: string, path: string])[] = [
    ["in version 2", "0::/a/b\n", "a/b/memory.events"],
    ["in version 2, seen from inside a container", "0::/outside\n", "memory.events"],
    ["in version 1", "5:cpu,cpuacct:/x\n4:memory:/a\n0::/\n", "memory/a/memory.oom_control"],
    ["in version 1, seen from inside a container", "4:memory:/outside\n", "memory/memory.oom_control"],
  ];
  for (const [title, membership, path] of places) {
    it(`are those since the last look, ${title}`, () => {
      put(path, 2);
      const kills = createOomKills({ membership, root });
      expect(kills.take()).toBe(0);
      put(path, 5);
      expect([kills.take(), kills.take()]).toEqual([3, 0]);
    });
  }

  it("are not known where no control group is shown, or it does not count", () => {
    expect(createOomKills({ membership: "", root }).take()).toBeUndefined();
    mkdirSync(join(root, "memory"));
    writeFileSync(join(root, "memory/memory.oom_control"), "oom_kill_disable 0\n");
    expect(createOomKills({ membership: "4:memory:/\n", root }).take()).toBeUndefined();
  });
});
