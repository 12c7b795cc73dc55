import { type Charmcraft, parseCharmcraft } from "@cobble/plan";
import { readCharmTexts, workingFolder } from "../os/charm-files.ts";

/** Where a charm's description is found. */
export interface DescriptionOptions {
  /** The text of a `charmcraft.yaml`, or what is in it; read from the charm's folder unless given. */
  readonly charmcraft?: string | object;
  /** The charm's folder; the one that the tests run in unless given. */
  readonly charmDir?: string;
}

/** The description that was read last. It is never changed, and most tests of a file give the same: reading it anew would take longer than the event. */
let last: { readonly text: string; readonly meta: Charmcraft } | undefined;

const readText = (text: string): Charmcraft => {
  if (last?.text !== text) last = { text, meta: parseCharmcraft(text, { file: "charmcraft.yaml" }) };
  return last.meta;
};

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
    return readText(typeof charmcraft === "string" ? charmcraft : JSON.stringify(charmcraft));
  }
  const { file, main, config, actions } = readCharmTexts(charmDir);
  return parseCharmcraft(main, {
    file,
    ...(config === undefined ? {} : { config: { file: "config.yaml", text: config } }),
    ...(actions === undefined ? {} : { actions: { file: "actions.yaml", text: actions } }),
  });
};
