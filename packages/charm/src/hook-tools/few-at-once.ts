import type { RunTool } from "./run-tool.ts";

/**
 * Runs tools so that no more than some run at the same time; the others wait, and begin in the order in which they were asked
 * for. A charm may ask for the data of all its units at once.
 * @param most how many, at least 1
 */
export const fewAtOnce = (run: RunTool, most: number): RunTool => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const end = (): void => {
    const next = waiting.shift();
    // Whoever waited takes the place of the one that has ended.
    if (next === undefined) running -= 1;
    else next();
  };
  return async (...call) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await run(...call);
    } finally {
      end();
    }
  };
};
