import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { canConfine, startConfined } from "./confined-daemon.ts";

setDefaultTimeout(60_000);

const smallDisk = 'mount -t tmpfs -o size=600k none "$PEBBLE"; mkdir "$PEBBLE/layers"';
const fill = 'dd if=/dev/zero of="$PEBBLE/filler" bs=1k count=10000 2>/dev/null; true';
const full = "error: cannot write state: database or disk is full\n";
const bigData = `x=${"y".repeat(3000)}`;

describe.skipIf(!canConfine)("on a full disk, the daemon", () => {
  test("keeps what was acknowledged, says no to what it cannot keep, and goes on when there is room again", async () => {
    await using daemon = await startConfined({ prepare: smallDisk });
    expect((await daemon.cobble("notify", "example.com/before")).stdout).toBe("Recorded notice 1\n");
    await daemon.shell(fill);
    expect(await daemon.cobble("notify", "example.com/full", bigData)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: full,
    });
    expect((await daemon.cobble("services")).stderr).toBe("Plan has no services.\n");
    expect((await daemon.cobble("exec", "echo", "still here")).stdout).toBe("still here\n");

    await daemon.shell('rm "$PEBBLE/filler"');
    expect((await daemon.cobble("notify", "example.com/after")).exitCode).toBe(0);
    await daemon.end("SIGKILL");
    await daemon.start();
    const { stdout } = await daemon.cobble("notices", "--type", "custom");
    expect(stdout).toContain("example.com/before");
    expect(stdout).toContain("example.com/after");
  });

  test("says of each file that there is no space, leaves nothing of it, and keeps the old one", async () => {
    await using daemon = await startConfined({ prepare: smallDisk });
    const { folder, outside } = daemon;
    await daemon.shell(`echo old > ${folder}/kept; head -c 900000 /dev/zero > ${outside}/big`);
    expect(await daemon.cobble("push", `${outside}/big`, `${folder}/kept`)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringMatching(/^error: write\s+\S+\/kept:\s+no\s+space\s+left\s+on\s+device\n$/),
    });
    expect((await daemon.shell('cat "$PEBBLE/kept"; ls -A "$PEBBLE" | grep "~"')).stdout).toBe("old\n");
  });

  test("ends in order, and starts again with what it had", async () => {
    await using daemon = await startConfined({ prepare: smallDisk });
    await daemon.cobble("notify", "example.com/before");
    await daemon.shell(fill);
    await daemon.cobble("notify", "example.com/full", bigData);
    expect(await daemon.end("SIGTERM")).toBe(0);
    expect(daemon.log()).toContain("cannot write state: database or disk is full");
    await daemon.start();
    expect((await daemon.cobble("notices", "--type", "custom")).stdout).toContain("example.com/before");
  });
});
