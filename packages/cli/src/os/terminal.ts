import { dlopen, type Pointer, ptr } from "bun:ffi";
import { CommandError } from "../errors.ts";
import type { Terminal } from "../system.ts";

const TIOCGWINSZ = 0x5413n;
/** `tcsetattr`: once what was written has gone out. */
const TCSADRAIN = 1;
/** More than `struct termios` has on any Linux. */
const termiosBytes = 256;
const stdin = 0;
const stdout = 1;

/**
 * The terminal that this program is on.
 * @throws {Error} when there is no C library to ask
 */
export const openTerminal = (): Terminal => {
  const { symbols: libc } = dlopen("libc.so.6", {
    ioctl: { args: ["i32", "u64", "ptr"], returns: "i32" },
    tcgetattr: { args: ["i32", "ptr"], returns: "i32" },
    tcsetattr: { args: ["i32", "i32", "ptr"], returns: "i32" },
    cfmakeraw: { args: ["ptr"], returns: "void" },
  });
  const size: Terminal["size"] = () => {
    const window = new Uint16Array(4);
    if (libc.ioctl(stdout, TIOCGWINSZ, ptr(window)) !== 0) return undefined;
    const [rows = 0, columns = 0] = window;
    return { columns, rows };
  };
  return {
    size,
    onResize: (listener) => {
      const changed = (): void => {
        const now = size();
        if (now !== undefined) listener(now);
      };
      process.on("SIGWINCH", changed);
      return () => process.off("SIGWINCH", changed);
    },
    makeRaw: () => {
      const before = new Uint8Array(termiosBytes);
      const at = (settings: Uint8Array): Pointer => ptr(settings);
      if (libc.tcgetattr(stdin, at(before)) !== 0)
        throw new CommandError("cannot read the terminal's settings");
      const raw = before.slice();
      libc.cfmakeraw(at(raw));
      libc.tcsetattr(stdin, TCSADRAIN, at(raw));
      const restore = (): void => void libc.tcsetattr(stdin, TCSADRAIN, at(before));
      // However this program ends, the shell after it needs its terminal back.
      process.on("exit", restore);
      return () => {
        process.off("exit", restore);
        restore();
      };
    },
  };
};
