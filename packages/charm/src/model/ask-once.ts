/**
 * Asks the first time only: what is asked for cannot change while a hook runs. What failed is asked for again.
 * @returns gives the answer, each time the same
 */
export const askOnce = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () => {
    if (answer !== undefined) return answer;
    const asked = ask();
    answer = asked;
    // Whoever asked is told of the error.
    asked.catch(() => {
      answer = undefined;
    });
    return asked;
  };
};

/**
 * Does the same without a promise. What failed is asked for again.
 * @returns gives the answer, each time the same
 */
export const askOnceNow = <T extends object>(ask: () => T): (() => T) => {
  let answer: T | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
};

/** Answers to questions that have a name, each asked once. */
export class Answers<T> {
  readonly #known = new Map<string, () => Promise<T>>();

  /** The answer of that name. @param ask is only called for the first of them, or when it failed before */
  get(name: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) ?? askOnce(ask);
    this.#known.set(name, known);
    return known();
  }
}
