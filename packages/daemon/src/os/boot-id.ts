import { readFileSync } from "node:fs";

/** The id of the machine's boot; it survives restarts of the daemon. @source pebble 1.32, seen: two runs, one id */
export const readBootId = (): string => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    // Without /proc, as in some sandboxes, there is no boot to name.
    return "";
  }
};
