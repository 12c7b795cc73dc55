import type { Client } from "@cobble/client";
import type { CommandCatalogue } from "../command.ts";
import type { LiveNoun } from "./completes.ts";

/** A word that may be meant, and a few words about it. */
export interface Candidate {
  readonly value: string;
  readonly help?: string;
}

/** What candidates are found with. */
export interface CandidateSource {
  /** A client that gives up soon. */
  readonly client: () => Promise<Client>;
  readonly catalogue: CommandCatalogue;
  /** The labels of the layers in the supervisor's directory, as far as they can be read. */
  readonly labels: () => Promise<readonly string[]>;
}

const services = async ({ client }: CandidateSource): Promise<readonly Candidate[]> => {
  const found = await (await client()).services.list([]);
  return found.map(({ name, current }) => ({ value: name, help: current }));
};

const checks = async ({ client }: CandidateSource): Promise<readonly Candidate[]> => {
  const found = await (await client()).checks.list({});
  return found.map(({ name, status }) => ({ value: name, help: status }));
};

const identities = async ({ client }: CandidateSource): Promise<readonly Candidate[]> => {
  const found = await (await client()).identities.list();
  return Object.entries(found).map(([value, { access }]) => ({ value, help: access }));
};

/** The latest first: it is the one that is asked for most. */
const changes = async ({ client }: CandidateSource): Promise<readonly Candidate[]> => {
  const found = await (await client()).changes.list({ select: "all" });
  return found
    .toSorted((a, b) => Number(b.id) - Number(a.id))
    .map(({ id, status, summary }) => ({ value: id, help: `${status}: ${summary}` }));
};

const changeKinds = async ({ client }: CandidateSource): Promise<readonly Candidate[]> => {
  const found = await (await client()).changes.list({ select: "all" });
  return [...new Set(found.map(({ kind }) => kind))].map((value) => ({ value }));
};

/** What is in the directory of the path that is being written; directories end with a slash, so that one can go on. */
const remotePaths =
  (wanted: "any" | "directories") =>
  async ({ client }: CandidateSource, text: string): Promise<readonly Candidate[]> => {
    if (!text.startsWith("/")) return text === "" ? [{ value: "/" }] : [];
    const directory = text.slice(0, text.lastIndexOf("/") + 1);
    const isHiddenMeant = text.slice(directory.length).startsWith(".");
    const entries = await (await client()).files.list(directory);
    return entries
      .filter(({ name, type }) => {
        const isWanted = wanted === "any" || type === "directory" || type === "symlink";
        return isWanted && (isHiddenMeant || !name.startsWith("."));
      })
      .map(({ name, type }) => ({ value: `${directory}${name}${type === "directory" ? "/" : ""}` }));
  };

const commands = async ({ catalogue }: CandidateSource): Promise<readonly Candidate[]> => {
  const loaders = catalogue.groups.flatMap((group) => Object.values(group.commands));
  const loaded = await Promise.all(loaders.map(async (load) => (await load()).command));
  return loaded.map(({ name, summary }) => ({ value: name, help: summary }));
};

/** Where the words of each noun come from; `text` is what has been written of one. */
const sources: Readonly<
  Record<LiveNoun, (source: CandidateSource, text: string) => Promise<readonly Candidate[]>>
> = {
  service: services,
  check: checks,
  "service-or-check": async (source) => (await Promise.all([services(source), checks(source)])).flat(),
  identity: identities,
  change: changes,
  "change-kind": changeKinds,
  label: async ({ labels }) => (await labels()).map((value) => ({ value })),
  "remote-path": remotePaths("any"),
  "remote-directory": remotePaths("directories"),
  command: commands,
};

/**
 * Every word that a noun may be, whether it begins as `text` does or not.
 * @throws {Error} when the supervisor does not answer
 */
export const findCandidates = (
  noun: LiveNoun,
  source: CandidateSource,
  text: string,
): Promise<readonly Candidate[]> => sources[noun](source, text);
