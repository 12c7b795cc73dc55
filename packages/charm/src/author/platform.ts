import { isData } from "../data.ts";
import { AuthorError } from "../errors.ts";

/** What a charm is packed for, as its `platforms` or `bases` say. */
export interface Platform {
  /** As in the archive's name: `ubuntu-24.04-amd64`, or `amd64`. */
  readonly label: string;
  /** As in `ubuntu`. */
  readonly distribution: string;
  /** As in `24.04`. */
  readonly channel: string;
  readonly architectures: readonly string[];
}

/** The base of a charm that names none. */
const defaultBase = "ubuntu@24.04";

const textList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");

const splitBase = (base: string): { distribution: string; channel: string } => {
  const [distribution = "", channel = ""] = base.split("@");
  return { distribution, channel };
};

/** `ubuntu@24.04:amd64`, or a label of the author's whose value says what it is built for. */
const readPlatform = ([name, value]: [string, unknown], base: string): Platform => {
  const label = name.replaceAll(/[:@]/g, "-");
  const [before = "", after] = name.split(":");
  const ownBase = before.includes("@") ? before : base;
  const built = isData(value) ? textList(value["build-for"] ?? value["build-on"]) : [];
  // What a charm is built for may name its base again, as in ubuntu@24.04:amd64.
  const named = built.map((one) => one.split(":").at(-1) ?? one);
  const architectures = named.length > 0 ? named : [after ?? name];
  return { label, ...splitBase(ownBase), architectures };
};

const readBases = (bases: unknown, architecture: string): Platform[] =>
  (Array.isArray(bases) ? bases : []).filter(isData).flatMap((entry) => {
    // The long form has `run-on`; the short one is a base itself.
    const runOn = Array.isArray(entry["run-on"]) ? entry["run-on"].filter(isData) : [entry];
    return runOn.map((base): Platform => {
      const [distribution, channel] = [String(base["name"] ?? ""), String(base["channel"] ?? "")];
      const architectures =
        base["architectures"] === undefined ? [architecture] : textList(base["architectures"]);
      return {
        label: [distribution, channel, ...architectures].join("-"),
        distribution,
        channel,
        architectures,
      };
    });
  });

/**
 * The first platform of a charm's description that runs on an architecture.
 * @param data a `charmcraft.yaml` as it was read
 * @param architecture as Juju names it, as in `amd64`
 * @throws {AuthorError} when the charm is for others only
 * @source charmcraft 4, its reference of charmcraft.yaml: platforms, base, bases
 */
export const findPlatform = (data: unknown, architecture: string): Platform => {
  const fields = isData(data) ? data : {};
  const base = typeof fields["base"] === "string" ? fields["base"] : defaultBase;
  const platforms = isData(fields["platforms"])
    ? Object.entries(fields["platforms"]).map((entry) => readPlatform(entry, base))
    : readBases(fields["bases"], architecture);
  if (platforms.length === 0) {
    return { label: architecture, ...splitBase(base), architectures: [architecture] };
  }
  const fit = platforms.find(({ architectures }) =>
    architectures.some((one) => one === architecture || one === "all"),
  );
  if (fit !== undefined) return fit;
  const known = platforms.map(({ label }) => label).join(", ");
  throw new AuthorError(`cannot pack for ${architecture}: the charm's platforms are ${known}`);
};
