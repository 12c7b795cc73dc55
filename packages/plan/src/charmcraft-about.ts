import { type CharmAssumes, readAssumes } from "./charmcraft-assumes.ts";
import { optionalFlag, optionalText, optionalTexts } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** Where people find more about a charm. */
export interface CharmLinks {
  readonly websites: readonly string[];
  readonly sources: readonly string[];
  readonly issues: readonly string[];
  /** Empty when there is none. */
  readonly documentation: string;
}

/** What a charm says about itself to people and to Juju, without a part in what the charm does. */
export interface CharmAbout {
  readonly title: string;
  readonly description: string;
  readonly maintainers: readonly string[];
  readonly links: CharmLinks;
  readonly tags: readonly string[];
  readonly terms: readonly string[];
  readonly series: readonly string[];
  /** Whether it is deployed beside another application's units. */
  readonly subordinate: boolean;
  /** Empty when it is not said; `assumes` is what says it today. */
  readonly minJujuVersion: string;
  readonly assumes: CharmAssumes;
  /** Which user the charm runs as. */
  readonly charmUser: "root" | "sudoer" | "non-root";
  /** The type of each payload. */
  readonly payloads: ReadonlyMap<string, string>;
  /** Names that the charm may ask the network of, besides its relations. */
  readonly extraBindings: readonly string[];
}

/** The texts of the first of these fields that has any: older files have some of the links beside `links`. */
const firstTexts = (...fields: readonly (Field | undefined)[]): readonly string[] =>
  fields.map(optionalTexts).find((texts) => texts.length > 0) ?? [];

const readLinks = (root: ReadonlyMap<string, Field>): CharmLinks => {
  const links = root.get("links")?.fields();
  return {
    websites: firstTexts(root.get("website"), links?.get("website")),
    sources: firstTexts(root.get("source"), links?.get("source")),
    issues: firstTexts(root.get("issues"), links?.get("issues")),
    documentation: firstTexts(root.get("docs"), links?.get("documentation"))[0] ?? "",
  };
};

const readUser = (field: Field | undefined): CharmAbout["charmUser"] => {
  if (field === undefined || field.isEmpty) return "root";
  const user = field.text();
  if (user === "root" || user === "sudoer" || user === "non-root") return user;
  if (user !== undefined) field.fault(`cannot run as ${field.shown}: it is root, sudoer or non-root`);
  return "root";
};

/**
 * Reads what a charm says of itself beside what it does; what is wrong is recorded in the fields.
 * @source ops 3.9, ops/charm.py, CharmMeta
 */
export const readAbout = (root: ReadonlyMap<string, Field>): CharmAbout => ({
  title: optionalText(root.get("title") ?? root.get("display-name")),
  description: optionalText(root.get("description")),
  maintainers: [
    ...optionalTexts(root.get("maintainer")),
    ...optionalTexts(root.get("maintainers")),
    ...optionalTexts(root.get("links")?.fields().get("contact")),
  ],
  links: readLinks(root),
  tags: optionalTexts(root.get("tags")),
  terms: optionalTexts(root.get("terms")),
  series: optionalTexts(root.get("series")),
  subordinate: optionalFlag(root.get("subordinate")),
  minJujuVersion: String(root.get("min-juju-version")?.scalar() ?? ""),
  assumes: readAssumes(root.get("assumes")),
  charmUser: readUser(root.get("charm-user")),
  payloads: new Map(
    [...(root.get("payloads")?.fields() ?? [])].map(([name, entry]) => [
      name,
      optionalText(entry.fields().get("type")),
    ]),
  ),
  extraBindings: [...(root.get("extra-bindings")?.fields().keys() ?? [])],
});
