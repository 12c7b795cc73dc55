import { type Charmcraft, parseCharmcraft } from "@cobble/plan";
import { readCharmTexts, workingFolder } from "../os/charm-files.ts";

/** Where a charm's description is found. */
export interface DescriptionOptions {
  /** The text of a `charmcraft.yaml`, or what is in it; read from the charm's folder unless given. */
  readonly charmcraft?: string | object;
  /** The charm's folder; the one that the tests run in unless given. */
  readonly charmDir?: string;
}

/**
 * Reads what a charm says about itself.
 * @throws {CharmcraftError} when it cannot be used, with each fault and its place
 * @throws {TestingError} when there is none
 */
export const readDescription = ({
  charmcraft,
  charmDir = workingFolder(),
}: DescriptionOptions): Charmcraft => {
  if (charmcraft !== undefined) {
    const text = typeof charmcraft === "string" ? charmcraft : JSON.stringify(charmcraft);
    return parseCharmcraft(text, { file: "charmcraft.yaml" });
  }
  const { file, main, config, actions } = readCharmTexts(charmDir);
  return parseCharmcraft(main, {
    file,
    ...(config === undefined ? {} : { config: { file: "config.yaml", text: config } }),
    ...(actions === undefined ? {} : { actions: { file: "actions.yaml", text: actions } }),
  });
};
