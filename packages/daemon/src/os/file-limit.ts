import { readFileLimit, setFileLimit } from "./libc.ts";

/** How many descriptors the runtime may open for itself while it starts a child. */
const margin = 32;

/** Lets children start with the limit of open files that the daemon itself was started with. */
export interface FileLimit {
  /**
   * Starts a child.
   * @param options.highest the highest descriptor that is passed to it, which is about as high as any that is open
   */
  lend<T extends { readonly pid: number }>(start: () => T, options: { readonly highest: number }): T;
}

/** Children inherit whatever there is. */
export const sharedFileLimit: FileLimit = { lend: (start) => start() };

/**
 * Raises the soft limit of open files of this process as far as it may: each service needs three. Children are given the old one
 * back, since programs that loop over all possible descriptors, or use `select`, would suffer from a high one.
 * @returns {@link sharedFileLimit} when there is nothing to raise
 */
export const raiseFileLimit = (): FileLimit => {
  const old = readFileLimit();
  if (old === undefined || old.soft >= old.hard || !setFileLimit(0, { ...old, soft: old.hard })) {
    return sharedFileLimit;
  }
  const raised = { ...old, soft: old.hard };
  return {
    lend: (start, { highest }) => {
      if (highest + margin >= old.soft) {
        // With so many open the daemon cannot lower its own limit for a moment: the child's is lowered when it runs already.
        const child = start();
        setFileLimit(child.pid, old);
        return child;
      }
      setFileLimit(0, old);
      try {
        return start();
      } finally {
        setFileLimit(0, raised);
      }
    },
  };
};
