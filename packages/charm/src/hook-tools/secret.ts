import { HookToolError } from "../errors.ts";
import { asRecord, asTextRecord, asTexts, readJson, textOf, timeOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** How often the agent asks the owner for a new content. */
export type SecretRotate = "never" | "hourly" | "daily" | "weekly" | "monthly" | "quarterly" | "yearly";

const rotations: readonly SecretRotate[] = [
  "never",
  "hourly",
  "daily",
  "weekly",
  "monthly",
  "quarterly",
  "yearly",
];

/** The content of a secret: texts by key. */
export type SecretContent = Readonly<Record<string, string>>;

/** What is said about a secret, besides its content. */
export interface SecretDetails {
  /** A name that only the charm knows it by. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  /** When the agent tells the owner that it is over. */
  readonly expire?: Date | undefined;
  readonly rotate?: SecretRotate | undefined;
}

/** Which secret: by its id, by its label, or by its id and labelled from now on. */
export interface SecretKey {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
}

/** Which revision of a content is read, and whether the charm goes on with it. */
export interface SecretReading {
  /** The latest, which is the one that is read from now on. */
  readonly refresh?: boolean;
  /** The latest, this time only. */
  readonly peek?: boolean;
}

/** What the agent knows of a secret that the charm owns. */
export interface SecretFacts {
  readonly id: string;
  readonly label: string | undefined;
  readonly revision: number;
  readonly description: string | undefined;
  readonly expires: Date | undefined;
  readonly rotation: SecretRotate | undefined;
  /** When it is rotated next. */
  readonly rotates: Date | undefined;
}

/** Who may read a secret: everybody at the other end of a relation, or one unit of it. */
export interface SecretGrant {
  readonly relationId: number;
  readonly unit?: string | undefined;
}

/** Who may read a secret no longer; at least one of these. */
export interface SecretRevocation {
  /** What was granted by this relation; by whatever relation when absent. */
  readonly relationId?: number | undefined;
  /** All units of this application. */
  readonly app?: string | undefined;
  readonly unit?: string | undefined;
}

/** Whose secret it is: each unit of the application may read it and the leader change it, or the unit alone. */
export type SecretOwner = "application" | "unit";

/** The tools of secrets. Contents are handed over in files, so that no list of processes shows them. */
export interface SecretTools {
  /** @returns the new secret's id */
  secretAdd(
    content: SecretContent,
    options: SecretDetails & { readonly owner: SecretOwner },
  ): Promise<string>;
  secretGet(key: SecretKey, reading: SecretReading): Promise<SecretContent>;
  /** @param key by its id, or when there is none by its label */
  secretInfoGet(key: SecretKey): Promise<SecretFacts>;
  /** @param change.owner what the tool is told; `application` when absent, and Juju goes by whose the secret is */
  secretSet(
    id: string,
    change: SecretDetails & { readonly content?: SecretContent; readonly owner?: SecretOwner },
  ): Promise<void>;
  secretGrant(id: string, grant: SecretGrant): Promise<void>;
  secretRevoke(id: string, revocation: SecretRevocation): Promise<void>;
  /** @param revision all of them when absent */
  secretRemove(id: string, revision?: number): Promise<void>;
  /** The ids of the secrets that the charm owns. */
  secretIds(): Promise<readonly string[]>;
}

const flag = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [name, value];

/** Whole seconds are written without a fraction, as the reference does. */
const timeArg = (time: Date | undefined): string | undefined => time?.toISOString().replace(".000Z", "Z");

const detailArgs = ({ label, description, expire, rotate }: SecretDetails): readonly string[] => [
  ...flag("--label", label),
  ...flag("--description", description),
  ...flag("--expire", timeArg(expire)),
  ...flag("--rotate", rotate),
];

const shareArgs = ({ relationId, app, unit }: SecretRevocation): readonly string[] => [
  ...flag("--relation", relationId?.toString()),
  ...flag("--app", app),
  ...flag("--unit", unit),
];

const readFacts = (value: unknown): SecretFacts => {
  const tool = "secret-info-get";
  const [entry] = Object.entries(asRecord(value, tool));
  const facts = asRecord(entry?.[1], tool);
  const revision = facts["revision"];
  if (entry === undefined || typeof revision !== "number") {
    const reason = "it did not print the revision of a secret";
    throw new HookToolError("hook-tool-failed", { tool, args: [], reason });
  }
  return {
    id: entry[0],
    label: textOf(facts, "label") || undefined,
    revision,
    description: textOf(facts, "description") || undefined,
    expires: timeOf(facts, "expiry"),
    rotation: rotations.find((rotation) => rotation === facts["rotation"]),
    rotates: timeOf(facts, "rotates"),
  };
};

const secretQueries = (run: RunTool): Pick<SecretTools, "secretGet" | "secretInfoGet" | "secretIds"> => ({
  async secretGet({ id, label }, { refresh = false, peek = false }) {
    const which = [...(id === undefined ? [] : [id]), ...flag("--label", label)];
    const how = [...(refresh ? ["--refresh"] : []), ...(peek ? ["--peek"] : [])];
    const content = await readJson(run, "secret-get", ["--format=json", ...which, ...how]);
    return asTextRecord(content, "secret-get");
  },
  async secretInfoGet({ id, label }) {
    const which = id === undefined ? flag("--label", label) : [id];
    return readFacts(await readJson(run, "secret-info-get", ["--format=json", ...which]));
  },
  async secretIds() {
    return asTexts(await readJson(run, "secret-ids", ["--format=json"]), "secret-ids");
  },
});

/** @source ops 3.9, ops/hookcmds/_secret.py; secret-set says `--owner application` when it is told nothing, as there */
export const secretTools = (run: RunTool): SecretTools => ({
  ...secretQueries(run),
  async secretAdd(content, { owner, ...details }) {
    const args = [...detailArgs(details), "--owner", owner];
    return (await run("secret-add", args, { files: content })).trim();
  },
  async secretSet(id, { content, owner = "application", ...details }) {
    const args = [...detailArgs(details), "--owner", owner, id];
    await run("secret-set", args, content === undefined ? {} : { files: content });
  },
  async secretGrant(id, grant) {
    await run("secret-grant", [...shareArgs(grant), id]);
  },
  async secretRevoke(id, revocation) {
    await run("secret-revoke", [...shareArgs(revocation), id]);
  },
  async secretRemove(id, revision) {
    await run("secret-remove", [id, ...flag("--revision", revision?.toString())]);
  },
});
