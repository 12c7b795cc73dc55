/** How long it takes until what `use` begins has settled, in milliseconds. */
export async function timed(use: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await use();
  return performance.now() - start;
}

/** How long each of some uses takes, one after the other, in milliseconds. */
export async function timedEach(
  count: number,
  use: (index: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push(await timed(() => use(index)));
  return times;
}

/** How often `use` is done in a second, one after the other, seen for `durationMs`. */
export async function ratePerSecond(
  durationMs: number,
  use: (index: number) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly count: number }> {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < durationMs) {
    await use(count);
    count += 1;
  }
  return { perSecond: count / ((performance.now() - start) / 1000), count };
}
