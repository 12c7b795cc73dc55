/** Splits a word `name#file=path`; undefined when it is another word. */
export const fileWord = (word: string): { readonly name: string; readonly path: string } | undefined => {
  const match = /^([^=#]+)#file=(.*)$/s.exec(word);
  return match === null ? undefined : { name: match[1] ?? "", path: match[2] ?? "" };
};

const readsKeyFiles = ["relation-set", "state-set", "secret-add", "secret-set"];
const readsValueFiles = ["secret-add", "secret-set"];

/**
 * The files that the arguments of a tool name, which its process reads for the agent; `-` is its input.
 * @source Juju 3.6, reference/hook-command: relation-set, state-set, secret-add and secret-set
 */
export const filesToRead = (tool: string, args: readonly string[]): readonly string[] => {
  const paths: string[] = [];
  for (const [at, word] of args.entries()) {
    if (readsKeyFiles.includes(tool)) {
      if (word === "--file") paths.push(args[at + 1] ?? "");
      else if (word.startsWith("--file=")) paths.push(word.slice("--file=".length));
    }
    const path = readsValueFiles.includes(tool) ? fileWord(word)?.path : undefined;
    if (path !== undefined) paths.push(path);
  }
  return [...new Set(paths)].filter((path) => path !== "");
};
