/** What `look` may give while it is not yet so. */
type NotYet = undefined | false;

/**
 * Looks again and again until `look` gives something that is neither `undefined` nor `false`, and gives that.
 * @param what what is waited for, for the error
 * @throws {Error} after ten seconds
 */
export const until = async <T>(what: string, look: () => T | NotYet | Promise<T | NotYet>): Promise<T> => {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited ten seconds in vain until ${what}`);
};
