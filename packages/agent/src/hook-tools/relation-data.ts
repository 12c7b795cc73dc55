import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { appOf, relationKey, type UnitRelation } from "../unit/relations.ts";
import { refuseExtra } from "./flags.ts";
import { readKeyValues, withValues } from "./key-values.ts";
import { outputFlags, printValue } from "./output.ts";
import { relationFlags, relationOf } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/** Where the data of a member is among the facts. */
const bagKey = (relation: UnitRelation, member: string): string => `${relationKey(relation)} ${member}`;

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

interface Asked {
  readonly relation: UnitRelation;
  readonly isApp: boolean;
  /** A unit or an application. */
  readonly word: string | undefined;
}

/**
 * What a member of a relation says.
 * @throws {HookToolError} when it has no part in it
 */
const readBag = (
  context: HookContext,
  { relation, isApp, word }: Asked,
): Readonly<Record<string, string>> => {
  if (word === undefined) throw new HookToolError("no unit id specified", 2);
  const app = appOf(context.unitName);
  // With --app, a unit stands for its application.
  const member = isApp ? appOf(word) : word;
  if (member === (isApp ? app : context.unitName)) return bagOf(context, bagKey(relation, member));
  const { remote } = relation;
  const theirs = remote?.data[member];
  if (theirs !== undefined) return theirs;
  if (member === remote?.app || remote?.units.includes(member)) return {};
  const what = isApp ? "application" : "unit";
  throw new HookToolError(
    `cannot read settings for ${what} ${JSON.stringify(word)} in relation ${JSON.stringify(`${app}:${relation.endpoint}`)}: settings not found`,
  );
};

/** Whose data is meant in a hook of a relation when nobody is named: that of whom the hook is about. */
const memberOfHook = ({ hook, unitName }: HookContext, isApp: boolean): string | undefined => {
  if (!("relation" in hook)) return undefined;
  return isApp ? (hook.relation.app ?? unitName) : "unit" in hook ? hook.unit : undefined;
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
    const kept = readBag(context, { relation, isApp, word: named ?? memberOfHook(context, isApp) });
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
  flags: {
    ...relationFlags,
    ...appFlag,
    file: { flag: "file", takes: "text" },
    // Juju still takes it, and it has long meant nothing.
    format: { flag: "format", takes: "text" },
  },
  run(call, context) {
    const relation = relationOf(call, context);
    const isApp = call.flags.get("app") === true;
    const key = bagKey(relation, isApp ? appOf(context.unitName) : context.unitName);
    const data = withValues(bagOf(context, key), readKeyValues(call));
    const relationData = { ...context.facts.relationData, [key]: data };
    return { context: { ...context, facts: { ...context.facts, relationData } } };
  },
};
