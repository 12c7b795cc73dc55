import { expect, test } from "bun:test";
import { sharedFileLimit } from "../../src/os/file-limit.ts";
import { fixture } from "../supervisor.ts";

test("the limit of open files is raised, and children have the old one, however many are open", async () => {
  const child = Bun.spawn([process.execPath, fixture("limited.ts")], { stdout: "pipe" });
  expect(await child.stdout.text()).toBe("raised: true\nfew: 256\nmany: 256\n");
});

test("a limit that is as high as it may be is shared", () => {
  expect(sharedFileLimit.lend(() => ({ pid: 1 }), { highest: 10 })).toEqual({ pid: 1 });
});
