const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Between two pieces of work that keep the process busy: whoever has connected meanwhile is let in, and answered. It takes one turn to
 * hear of a connection and another one to read from it.
 */
export const answerMeanwhile = async (): Promise<void> => {
  await turn();
  await turn();
};
