/** Lets every promise that is ready to go on do so, a chain of them included. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
};
