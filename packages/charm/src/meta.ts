import type { Charmcraft, NamedText } from "@cobble/plan";
import { ContextError } from "./errors.ts";

/** The files that a charm may describe itself in. */
export const metaFiles = ["metadata.yaml", "charmcraft.yaml", "config.yaml", "actions.yaml"] as const;
/** One of {@link metaFiles}. */
export type MetaFile = (typeof metaFiles)[number];

/** Reads a file of the charm's folder; undefined when there is none. */
export type ReadMetaFile = (file: MetaFile) => Promise<string | undefined>;

/** The whole description in one file; a `charmcraft.yaml` without a name only tells how to pack the charm. */
const hasName = (text: string): boolean => /^["']?name["']?\s*:/m.test(text);

/**
 * Reads what the charm says about itself: `charmcraft.yaml`, or what packing makes of it, `metadata.yaml` with `config.yaml`
 * and `actions.yaml`.
 * @throws {ContextError} when the charm's folder has neither
 * @throws {CharmcraftError} when what is written there cannot be used
 */
export const loadMeta = async (read: ReadMetaFile, charmDir: string): Promise<Charmcraft> => {
  // The reader of YAML takes a third of a hook's time: it is loaded while the first hook tool runs.
  const { parseCharmcraft } = await import("@cobble/plan");
  const charmcraft = await read("charmcraft.yaml");
  if (charmcraft !== undefined && hasName(charmcraft)) {
    return parseCharmcraft(charmcraft, { file: "charmcraft.yaml" });
  }
  const metadata = await read("metadata.yaml");
  if (metadata === undefined) {
    throw new ContextError(
      `cannot find out what the charm is: there is no charmcraft.yaml or metadata.yaml in ${charmDir}`,
    );
  }
  const named = async (file: MetaFile): Promise<NamedText | undefined> => {
    const text = await read(file);
    return text === undefined ? undefined : { file, text };
  };
  const config = await named("config.yaml");
  const actions = await named("actions.yaml");
  return parseCharmcraft(metadata, {
    file: "metadata.yaml",
    ...(config === undefined ? {} : { config }),
    ...(actions === undefined ? {} : { actions }),
  });
};
