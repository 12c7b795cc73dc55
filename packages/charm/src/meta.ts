import { type Charmcraft, charmcraftOfData, type NamedText } from "@cobble/plan";
import { ContextError } from "./errors.ts";

/** The files that a charm may describe itself in. */
export const metaFiles = ["metadata.yaml", "charmcraft.yaml", "config.yaml", "actions.yaml"] as const;
/** One of {@link metaFiles}. */
export type MetaFile = (typeof metaFiles)[number];

/** Reads a file of the charm's folder; undefined when there is none. */
export type ReadMetaFile = (file: MetaFile) => Promise<string | undefined>;

/** Reads YAML that is not known to be right, without telling where it is wrong. */
export type ReadYaml = (text: string) => unknown;

/**
 * Where a packed charm has what its files of YAML say as JSON, by their text, for a runtime that brings no reader of YAML. A
 * file that somebody has changed since is not found there.
 */
export const packedYaml = "src/yaml.json";

/** What a charm's description is loaded with. */
export interface MetaDeps {
  /** The description, where somebody has read it before; nothing is read then. */
  readonly known?: Charmcraft | undefined;
  readonly readFile: ReadMetaFile;
  /** A reader that spares loading the one that knows places; absent where there is none. It throws at what it cannot read. */
  readonly readYaml?: ReadYaml | undefined;
}

/** The description as it stands in the charm's folder. */
export interface MetaTexts {
  readonly main: NamedText;
  readonly config?: NamedText;
  readonly actions?: NamedText;
}

/** Whether it is the whole description: a `charmcraft.yaml` without a name only tells how to pack the charm. */
const hasName = (text: string): boolean => /^["']?name["']?\s*:/m.test(text);

/**
 * Finds where the description stands.
 * @throws {ContextError} when the charm's folder has neither a whole `charmcraft.yaml` nor a `metadata.yaml`
 */
export const findMetaTexts = async (readFile: ReadMetaFile, charmDir: string): Promise<MetaTexts> => {
  const named = async (file: MetaFile): Promise<NamedText | undefined> => {
    const text = await readFile(file);
    // Some editors begin a file with a mark that is no part of the text.
    return text === undefined ? undefined : { file, text: text.replace(/^\uFEFF/, "") };
  };
  const charmcraft = await named("charmcraft.yaml");
  if (charmcraft !== undefined && hasName(charmcraft.text)) return { main: charmcraft };
  const main = await named("metadata.yaml");
  if (main === undefined) {
    const there =
      charmcraft === undefined
        ? "there is no charmcraft.yaml or metadata.yaml"
        : "charmcraft.yaml has no name, and there is no metadata.yaml";
    throw new ContextError(`cannot find out what the charm is: ${there} in ${charmDir}`);
  }
  const config = await named("config.yaml");
  const actions = await named("actions.yaml");
  return { main, ...(config && { config }), ...(actions && { actions }) };
};

const readQuickly = ({ main, config, actions }: MetaTexts, readYaml: ReadYaml): Charmcraft | undefined => {
  try {
    return charmcraftOfData({
      main: readYaml(main.text),
      ...(config && { config: readYaml(config.text) }),
      ...(actions && { actions: readYaml(actions.text) }),
    });
  } catch {
    // The reader that knows places says what is wrong, and where.
    return undefined;
  }
};

/**
 * Reads what the charm says about itself: `charmcraft.yaml`, or what packing makes of it, `metadata.yaml` with `config.yaml`
 * and `actions.yaml`.
 * @throws {ContextError} when the charm's folder has neither
 * @throws {CharmcraftError} when what is written there cannot be used
 */
export const loadMeta = async (
  { known, readFile, readYaml }: MetaDeps,
  charmDir: string,
): Promise<Charmcraft> => {
  if (known !== undefined) return known;
  const texts = await findMetaTexts(readFile, charmDir);
  const meta = readYaml && readQuickly(texts, readYaml);
  if (meta !== undefined) return meta;
  const { parseTexts } = await import("./meta-faults.ts");
  const { main, ...others } = texts;
  return parseTexts(main, others);
};
