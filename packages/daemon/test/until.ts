/**
 * Waits until something holds.
 * @throws {Error} when it does not within ten seconds
 */
export const until = async (holds: () => boolean): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("not so within ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
