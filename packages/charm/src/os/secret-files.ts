import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Puts texts into files that only this user can read, for as long as something runs.
 * @param texts by the name that the argument gives them; a name has no slash
 * @param use gets `NAME#file=PATH` for each
 */
export const withSecretFiles = async <T>(
  texts: Readonly<Record<string, string>>,
  use: (args: readonly string[]) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "charm-secret-"));
  try {
    const args: string[] = [];
    for (const [name, text] of Object.entries(texts)) {
      const path = join(folder, name);
      await writeFile(path, text, { mode: 0o600 });
      args.push(`${name}#file=${path}`);
    }
    return await use(args);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
