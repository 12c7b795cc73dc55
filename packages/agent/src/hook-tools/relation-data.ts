import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { refuseExtra } from "./flags.ts";
import { readKeyValues, withValues } from "./key-values.ts";
import { outputFlags, printValue } from "./output.ts";
import { appOf, type PodRelation, relationFlags, relationKey, relationOf } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/** Where the data of a member is among the facts. */
const bagKey = (relation: PodRelation, member: string): string => `${relationKey(relation)} ${member}`;

const bagOf = ({ facts }: HookContext, key: string): Readonly<Record<string, string>> =>
  facts.relationData?.[key] ?? {};

const appFlag = { app: { flag: "app", takes: "nothing" } } as const;

/** Juju tells where a unit is reached in its own data, whatever the charm writes. */
const withAddresses = (data: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  "egress-subnets": "127.0.0.1/32",
  "ingress-address": "127.0.0.1",
  "private-address": "127.0.0.1",
  ...data,
});

/**
 * The member of a relation that data is asked of.
 * @throws {HookToolError} when it has no part in it
 */
const readMember = (
  word: string | undefined,
  options: { readonly isApp: boolean; readonly unitName: string; readonly relation: PodRelation },
): string => {
  const { isApp, unitName, relation } = options;
  const app = appOf(unitName);
  if (word === undefined) throw new HookToolError("no unit id specified", 2);
  // With --app, a unit stands for its application.
  if (isApp && appOf(word) === app) return app;
  if (!isApp && word === unitName) return unitName;
  const what = isApp ? "application" : "unit";
  throw new HookToolError(
    `cannot read settings for ${what} ${JSON.stringify(word)} in relation ${JSON.stringify(`${app}:${relation.endpoint}`)}: settings not found`,
  );
};

/**
 * `relation-get [-r ID] [--app] [KEY|-] [MEMBER]`: what a member of a relation says, or one value of it.
 * @source Juju 3.6, reference/hook-command, relation-get
 */
export const relationGet: HookTool = {
  name: "relation-get",
  flags: { ...outputFlags, ...relationFlags, ...appFlag },
  run(call, context) {
    refuseExtra(call.words, 2);
    const relation = relationOf(call, context);
    const isApp = call.flags.get("app") === true;
    const [key = "-", named] = call.words;
    // In a hook of the relation, its application is the one that is meant.
    const word = named ?? (isApp && "relation" in context.hook ? context.unitName : undefined);
    const member = readMember(word, { isApp, unitName: context.unitName, relation });
    const kept = bagOf(context, bagKey(relation, member));
    const data = isApp ? kept : withAddresses(kept);
    const value = key === "-" || key === "" ? data : Object.hasOwn(data, key) ? data[key] : undefined;
    return { stdout: printValue(value, call) };
  },
};

/**
 * `relation-set [-r ID] [--app] [--file FILE] KEY=VALUE ...`: says something to the other units; an empty text removes its
 * key.
 * @source Juju 3.6, reference/hook-command, relation-set
 */
export const relationSet: HookTool = {
  name: "relation-set",
  flags: { ...relationFlags, ...appFlag, file: { flag: "file", takes: "text" } },
  run(call, context) {
    const relation = relationOf(call, context);
    const isApp = call.flags.get("app") === true;
    const key = bagKey(relation, isApp ? appOf(context.unitName) : context.unitName);
    const data = withValues(bagOf(context, key), readKeyValues(call));
    const relationData = { ...context.facts.relationData, [key]: data };
    return { context: { ...context, facts: { ...context.facts, relationData } } };
  },
};
