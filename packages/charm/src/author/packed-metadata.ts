import { parse, stringify } from "yaml";
import { type Data, isData } from "../data.ts";
import type { Platform } from "./platform.ts";

/** What Juju reads of a charm in `metadata.yaml`; what `charmcraft.yaml` has beside it tells how to pack. */
const metadataKeys = [
  ...[
    "name",
    "summary",
    "description",
    "assumes",
    "containers",
    "devices",
    "extra-bindings",
    "payloads",
    "peers",
  ],
  ...[
    "provides",
    "requires",
    "resources",
    "storage",
    "subordinate",
    "terms",
    "charm-user",
    "min-juju-version",
  ],
] as const;

/** Each key of `links`, by the one that it has in `metadata.yaml`. */
const linkKeys = {
  docs: "documentation",
  issues: "issues",
  source: "source",
  website: "website",
  maintainers: "contact",
};

const asList = (value: unknown): unknown => (Array.isArray(value) ? value : [value]);

const linksOf = (links: unknown): Data => {
  if (!isData(links)) return {};
  const found = Object.entries(linkKeys).filter(([, from]) => links[from] !== undefined);
  return Object.fromEntries(
    found.map(([to, from]) => [to, to === "maintainers" ? asList(links[from]) : links[from]]),
  );
};

/**
 * The files of a packed charm that its `charmcraft.yaml` becomes, by name.
 * @param data the `charmcraft.yaml` as it was read
 * @source charmcraft 4, what its `pack` leaves in a .charm file
 */
export const packedDescription = (data: unknown): ReadonlyMap<string, string> => {
  const fields = isData(data) ? data : {};
  const kept = metadataKeys.filter((key) => fields[key] !== undefined);
  const metadata = {
    ...Object.fromEntries(kept.map((key) => [key, fields[key]])),
    ...(fields["title"] === undefined ? {} : { "display-name": fields["title"] }),
    ...linksOf(fields["links"]),
  };
  return new Map([
    ["metadata.yaml", stringify(metadata)],
    ...(fields["config"] === undefined ? [] : [["config.yaml", stringify(fields["config"])] as const]),
    ...(fields["actions"] === undefined ? [] : [["actions.yaml", stringify(fields["actions"])] as const]),
  ]);
};

/** The `manifest.yaml` of a packed charm: what it runs on, and what packed it. */
export const manifestText = (platform: Platform, packer: { version: string; startedAt: Date }): string =>
  stringify({
    "charmcraft-started-at": packer.startedAt.toISOString(),
    "charmcraft-version": `cobble-charm ${packer.version}`,
    bases: [
      {
        name: platform.distribution,
        channel: platform.channel,
        architectures: platform.architectures,
      },
    ],
  });

/** What texts of YAML say, as JSON by their text: see `packedYaml`. */
export const packedYamlText = (texts: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(texts.map((text) => [text, parse(text)])));
