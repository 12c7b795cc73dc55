import type { Terminal } from "../system.ts";

const { stdin, stdout } = process;

/** The terminal of this process; nothing when its input or output is none. */
export const openTerminal = (): Terminal | undefined => {
  if (!stdin.isTTY || !stdout.isTTY) return undefined;
  return {
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    onKeys: (listener) => {
      const listen = (data: Buffer): void => listener(data.toString());
      stdin.setRawMode(true);
      stdin.on("data", listen);
      return () => {
        stdin.off("data", listen);
        stdin.setRawMode(false);
        stdin.pause();
      };
    },
    onResize: (listener) => {
      stdout.on("resize", listener);
      return () => void stdout.off("resize", listener);
    },
  };
};
