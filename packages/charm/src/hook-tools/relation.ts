import { HookToolError } from "../errors.ts";
import { asRecord, asTextRecord, asTexts, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** One relation: the endpoint lets the agent see that the id is one of its own. */
export interface RelationRef {
  readonly endpoint: string;
  readonly id: number;
}

/** Whose data of a relation. */
export interface RelationMember {
  /** As in `mysql/0`; `mysql` for an application. */
  readonly name: string;
  readonly app: boolean;
}

/** The tools of relations. */
export interface RelationTools {
  /** The ids of the relations of an endpoint. */
  relationIds(endpoint: string): Promise<readonly number[]>;
  /** The names of the remote units that have joined. */
  relationList(relation: RelationRef): Promise<readonly string[]>;
  /** The name of the remote application. */
  relationApp(relation: RelationRef): Promise<string>;
  relationGet(relation: RelationRef, member: RelationMember): Promise<Readonly<Record<string, string>>>;
  /**
   * Changes the unit's own data, or its application's. An empty text removes a key, and what is not named stays.
   * @param target whether it is the application's
   */
  relationSet(
    relation: RelationRef,
    data: Readonly<Record<string, string>>,
    target: { readonly app: boolean },
  ): Promise<void>;
  /** The model that the other side of a relation is in. */
  relationModelGet(relation: RelationRef): Promise<{ readonly uuid: string }>;
}

const refArgs = ({ endpoint, id }: RelationRef): readonly string[] => ["-r", `${endpoint}:${id}`];

const readId = (text: string): number => {
  const id = Number(text.slice(text.lastIndexOf(":") + 1));
  if (Number.isSafeInteger(id)) return id;
  const reason = `it printed ${JSON.stringify(text)}, which is no relation id`;
  throw new HookToolError("hook-tool-failed", { tool: "relation-ids", args: [], reason });
};

const readApp = (value: unknown): string => {
  if (typeof value === "string") return value;
  const reason = "it did not print the name of an application";
  throw new HookToolError("hook-tool-failed", { tool: "relation-list", args: ["--app"], reason });
};

const relationQueries = (
  run: RunTool,
): Pick<RelationTools, "relationIds" | "relationList" | "relationApp" | "relationModelGet"> => ({
  async relationIds(endpoint) {
    const ids = await readJson(run, "relation-ids", [endpoint, "--format=json"]);
    return asTexts(ids, "relation-ids").map(readId);
  },
  async relationList(relation) {
    const units = await readJson(run, "relation-list", ["--format=json", ...refArgs(relation)]);
    return asTexts(units, "relation-list");
  },
  async relationApp(relation) {
    return readApp(await readJson(run, "relation-list", ["--format=json", "--app", ...refArgs(relation)]));
  },
  async relationModelGet(relation) {
    const answer = await readJson(run, "relation-model-get", ["--format=json", ...refArgs(relation)]);
    return { uuid: textOf(asRecord(answer, "relation-model-get"), "uuid") };
  },
});

/** @source ops 3.9, ops/hookcmds/_relation.py */
export const relationTools = (run: RunTool): RelationTools => ({
  ...relationQueries(run),
  async relationGet(relation, { name, app }) {
    const args = ["--format=json", ...refArgs(relation), ...(app ? ["--app"] : []), "-", name];
    return asTextRecord(await readJson(run, "relation-get", args), "relation-get");
  },
  async relationSet(relation, data, { app }) {
    const args = [...refArgs(relation), ...(app ? ["--app"] : []), "--file", "-"];
    await run("relation-set", args, { stdin: JSON.stringify(data) });
  },
});
