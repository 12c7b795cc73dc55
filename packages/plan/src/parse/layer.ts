import { quoted } from "@cobble/wire";
import type { LayerError } from "../errors.ts";
import type { Layer } from "../layer.ts";
import type { EncodingFault } from "../yaml/decode.ts";
import type { AccountMessage } from "./account.ts";
import { checkReader } from "./check.ts";
import { readEntries } from "./entries.ts";
import { layerErrorOf } from "./faults.ts";
import { findForeignAlias } from "./foreign-alias.ts";
import { logTargetReader } from "./log-target.ts";
import { readPairing } from "./pairing.ts";
import { complain, openText, type Place, type Reading, rootOf } from "./reading.ts";
import { type EntryReader, readSection, type Section } from "./section.ts";
import { serviceReader } from "./service.ts";
import { readText } from "./value.ts";
import { workloadReader } from "./workload.ts";

/** What a layer's text does not say itself. */
export interface ParseOptions {
  /** The layer's label, which errors name. */
  readonly label: string;
  /** Its place among other layers; 0 when not given. */
  readonly order?: number;
  /** The file's name, for faults. */
  readonly file?: string;
  /** What is wrong with the bytes that the text was decoded from. */
  readonly encodingFault?: EncodingFault;
  /** Looks up the accounts of exec checks; without it every account is taken to exist. */
  readonly accountMessage?: AccountMessage;
}

const sectionNames = [
  "summary",
  "description",
  "services",
  "checks",
  "log-targets",
  "pairing",
  "workloads",
] as const;
type SectionName = (typeof sectionNames)[number];
type Sections = ReadonlyMap<SectionName, Section>;

/** What is wrong with a section as a whole, as the reference sorts it. */
const sectionOf = (name: SectionName, place: Place, start: string): Section => {
  const rank = [place.keyOffset];
  if (name === "pairing" || name === "workloads") {
    // Extensions of the reference read these two, after all else is well.
    const shown = name === "pairing" ? name : quoted(name);
    return { place, sort: { stage: "extension", rank, prefix: `cannot parse the ${shown} section: ` } };
  }
  return { place, sort: { stage: "section", rank, prefix: `${start} section "${name}": ` } };
};

/** The sections that the text has; unknown ones are refused. */
const findSections = (reading: Reading): Sections => {
  const sections = new Map<SectionName, Section>();
  const start = `cannot parse layer ${quoted(reading.label)}`;
  const root = rootOf(reading);
  if (root === undefined) return sections;
  const sort = { stage: "text", rank: [], prefix: `${start}: ` } as const;
  for (const [name, place] of readEntries(reading, root, { type: "map[string]yaml.Node", sort }) ?? []) {
    const known = sectionNames.find((section) => section === name);
    if (known !== undefined) {
      sections.set(known, sectionOf(known, place, start));
      continue;
    }
    const at = { ...place, offset: place.keyOffset };
    const message = `unknown section ${quoted(name)}`;
    const unknown = { word: name, known: sectionNames };
    complain(reading, at, { stage: "section", rank: [at.offset], prefix: sort.prefix, message, unknown });
  }
  return sections;
};

/** Without the sections that need an anchor of another one, which are refused. */
const withoutForeign = (reading: Reading, sections: Sections): Sections => {
  if (!reading.text.includes("*")) return sections;
  const own = [...sections].filter(([name, { place, sort }]) => {
    const alias = findForeignAlias(place);
    if (alias === undefined) return true;
    const message = `yaml: unknown anchor '${alias.name}' referenced`;
    complain(reading, { offset: alias.offset, path: name }, { ...sort, rank: [...sort.rank, -1], message });
    return false;
  });
  return new Map(own);
};

/** Whether nothing at all is written; `~` and `null` are something. */
const isBlank = ({ node }: Place): boolean =>
  node.kind === "scalar" && node.plain && node.value === "" && node.tag === "" && node.anchor === "";

const refuseBlank = (reading: Reading, sections: Sections): void => {
  for (const [name, { place, sort }] of sections) {
    if (name !== "pairing" && isBlank(place)) complain(reading, place, { ...sort, message: "EOF" });
  }
};

const readTextSection = (reading: Reading, section: Section | undefined): string =>
  section === undefined ? "" : (readText({ reading, sort: section.sort }, section.place, "string") ?? "");

const readEntrySection = <T extends object>(
  reading: Reading,
  section: Section | undefined,
  reader: EntryReader<T>,
): ReadonlyMap<string, T> => (section === undefined ? new Map() : readSection(reading, section, reader));

const readLayer = (reading: Reading, sections: Sections, options: ParseOptions): Layer => {
  const pairing = sections.get("pairing");
  return {
    order: options.order ?? 0,
    label: options.label,
    summary: readTextSection(reading, sections.get("summary")),
    description: readTextSection(reading, sections.get("description")),
    services: readEntrySection(reading, sections.get("services"), serviceReader),
    checks: readEntrySection(reading, sections.get("checks"), checkReader(options.accountMessage)),
    logTargets: readEntrySection(reading, sections.get("log-targets"), logTargetReader),
    workloads: readEntrySection(reading, sections.get("workloads"), workloadReader),
    ...(pairing === undefined ? {} : { pairing: readPairing(reading, pairing) }),
    source: {
      ...(options.file === undefined ? {} : { file: options.file }),
      text: reading.text,
    },
  };
};

/** A layer as far as its text can be read. */
export interface LayerReading {
  /** What has a fault is as if it were not set. */
  readonly layer: Layer;
  /** All that is wrong with the text; undefined when nothing is. */
  readonly error: LayerError | undefined;
}

/** Reads a layer's YAML as {@link parseLayer} does, and gives what could be read beside what is wrong. */
export const readLayerText = (text: string, options: ParseOptions): LayerReading => {
  const reading = openText(text, options);
  // What broken YAML seems to say is a guess; faults in it would only hide the one that matters.
  const broken = layerErrorOf(reading.found);
  if (broken !== undefined) return { layer: readLayer(reading, new Map(), options), error: broken };
  const sections = withoutForeign(reading, findSections(reading));
  refuseBlank(reading, sections);
  const layer = readLayer(reading, sections, options);
  return { layer, error: layerErrorOf(reading.found) };
};

/**
 * Reads a layer's YAML.
 * @throws {LayerError} when anything is wrong with it; the error has every fault with its place
 * @source pebble 1.32, layer-specification.md
 * @differs texts are what YAML says. The reference writes each section anew and reads that: folded texts get line breaks
 * before deeper lines, texts lose one at their beginning, and nothing behind a colon in braces becomes an empty text
 */
export const parseLayer = (text: string, options: ParseOptions): Layer => {
  const { layer, error } = readLayerText(text, options);
  if (error !== undefined) throw error;
  return layer;
};
