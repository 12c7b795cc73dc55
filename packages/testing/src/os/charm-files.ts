import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TestingError } from "../errors.ts";

/** The text of a file, if it is there. */
export const readText = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined;

const readOptional = (folder: string, name: string): string | undefined => readText(join(folder, name));

/** A charm's description as it stands in its folder. */
export interface CharmTexts {
  readonly file: string;
  readonly main: string;
  readonly config?: string;
  readonly actions?: string;
}

/**
 * Reads a charm's description.
 * @throws {TestingError} when the folder has none
 */
export const readCharmTexts = (folder: string): CharmTexts => {
  const charmcraft = readOptional(folder, "charmcraft.yaml");
  if (charmcraft !== undefined && /^["']?name["']?\s*:/m.test(charmcraft)) {
    return { file: join(folder, "charmcraft.yaml"), main: charmcraft };
  }
  const main = readOptional(folder, "metadata.yaml");
  if (main === undefined) {
    throw new TestingError(
      "charm-description",
      `cannot find out what the charm is: there is no charmcraft.yaml or metadata.yaml in ${folder}; give the context a \`charmcraft\` or a \`charmDir\``,
    );
  }
  const config = readOptional(folder, "config.yaml");
  const actions = readOptional(folder, "actions.yaml");
  return {
    file: join(folder, "metadata.yaml"),
    main,
    ...(config === undefined ? {} : { config }),
    ...(actions === undefined ? {} : { actions }),
  };
};

/** The folder that the process works in. */
export const workingFolder = (): string => process.cwd();
