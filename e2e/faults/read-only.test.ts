import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { canConfine, startConfined } from "./confined-daemon.ts";

setDefaultTimeout(60_000);

const layer = `mkdir "$PEBBLE/layers"
echo 'services: {app: {override: replace, command: sleep 1000, startup: enabled}}' > "$PEBBLE/layers/001-app.yaml"`;
const ownMount = `mount -t tmpfs none "$PEBBLE"; ${layer}`;
const readOnlyFolder = `${layer}; mount --bind "$PEBBLE" "$PEBBLE"; mount -o remount,bind,ro "$PEBBLE"`;
const readOnlyBeside =
  'mkdir "$XDG_CONFIG_HOME/ro"; echo old > "$XDG_CONFIG_HOME/ro/a"; mount --bind "$XDG_CONFIG_HOME/ro" "$XDG_CONFIG_HOME/ro"; mount -o remount,bind,ro "$XDG_CONFIG_HOME/ro"';

describe.skipIf(!canConfine)("where nobody may write, the daemon", () => {
  test("does not start in such a folder, and says so", async () => {
    await expect(startConfined({ prepare: readOnlyFolder })).rejects.toThrow(
      /directory "\S+\/p" not writable/,
    );
  });

  test("says so of each file, and everything else works", async () => {
    await using daemon = await startConfined({ prepare: `${ownMount}; ${readOnlyBeside}` });
    const at = (name: string): string => `${daemon.outside}/ro/${name}`;
    const fault = (operation: string, name: string) => ({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringMatching(
        new RegExp(`^error: ${operation}\\s+${at(name)}:\\s+read-only\\s+file\\s+system\\n$`),
      ),
    });
    expect(await daemon.cobble("push", "/etc/hostname", at("a"))).toEqual(fault("open", "a"));
    expect(await daemon.cobble("mkdir", at("d"))).toEqual(fault("mkdir", "d"));
    expect(await daemon.cobble("rm", at("a"))).toEqual(fault("remove", "a"));
    expect(await daemon.cobble("rm", "-r", at("a"))).toEqual(fault("unlinkat", "a"));
    expect((await daemon.cobble("ls", at(""))).stdout).toBe("a\n");
    expect((await daemon.cobble("notify", "example.com/a")).exitCode).toBe(0);
  });
});
