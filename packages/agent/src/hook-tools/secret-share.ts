import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { appOf, relationKey } from "../unit/relations.ts";
import type { KeptSecret } from "../unit/secrets.ts";
import { type FlagNames, refuseExtra } from "./flags.ts";
import { relationFlags, relationOf } from "./relations.ts";
import { secretById, withoutSecret, withSecret } from "./secrets.ts";
import type { HookTool, ToolCall } from "./tool.ts";

const shareFlags: FlagNames = { ...relationFlags, unit: { flag: "unit", takes: "text" } };

type Grant = KeptSecret["grants"][number];

const oneSecret = (call: ToolCall, context: HookContext): KeptSecret => {
  const [uri] = call.words;
  if (uri === undefined) throw new HookToolError("missing secret URI", 2);
  refuseExtra(call.words, 1);
  return secretById(context, uri);
};

const readGrant = (call: ToolCall, context: HookContext): Grant => {
  const unit = call.flags.get("unit");
  const relation = relationKey(relationOf(call, context));
  return typeof unit === "string" && unit !== "" ? { relation, unit } : { relation };
};

const isSame = (a: Grant, b: Grant): boolean => a.relation === b.relation && a.unit === b.unit;

/**
 * `secret-grant ID -r RELATION [--unit UNIT]`: lets the other end of a relation read a secret.
 * @source Juju 3.6, reference/hook-command, secret-grant
 */
export const secretGrant: HookTool = {
  name: "secret-grant",
  flags: shareFlags,
  run(call, context) {
    const secret = oneSecret(call, context);
    const grant = readGrant(call, context);
    const others = secret.grants.filter((one) => !isSame(one, grant));
    return { context: withSecret(context, { ...secret, grants: [...others, grant] }) };
  },
};

const appAtOtherEnd = ({ relation }: Grant, { relations, unitName }: HookContext): string =>
  relations.find((one) => relationKey(one) === relation)?.remote?.app ?? appOf(unitName);

/**
 * What a call takes back: what was granted by the relation that it names, or by whatever relation to an application or unit;
 * in a hook of a relation that names nobody, what was granted by that relation.
 */
const readRevoked = (call: ToolCall, context: HookContext): ((one: Grant) => boolean) => {
  const { flags } = call;
  const [app, unit] = [flags.get("app"), flags.get("unit")];
  if (!flags.has("relation") && app !== undefined) return (one) => appAtOtherEnd(one, context) === app;
  if (!flags.has("relation") && unit !== undefined) return (one) => one.unit === unit;
  const grant = readGrant(call, context);
  return (one) => isSame(one, grant);
};

/**
 * `secret-revoke ID [-r RELATION] [--unit UNIT] [--app APPLICATION]`: takes {@link secretGrant} back.
 * @source Juju 3.6, reference/hook-command, secret-revoke
 */
export const secretRevoke: HookTool = {
  name: "secret-revoke",
  flags: { ...shareFlags, app: { flag: "app", takes: "text" }, application: { flag: "app", takes: "text" } },
  run(call, context) {
    const secret = oneSecret(call, context);
    const isRevoked = readRevoked(call, context);
    const grants = secret.grants.filter((one) => !isRevoked(one));
    return { context: withSecret(context, { ...secret, grants }) };
  },
};

const readRevision = (text: string, secret: KeptSecret): number => {
  const revision = Number(text);
  if (secret.revisions.some((one) => one.revision === revision)) return revision;
  throw new HookToolError(`secret revision ${text} of ${JSON.stringify(secret.id)} not found`);
};

/**
 * `secret-remove ID [--revision N]`: removes a revision of a secret, or all of it; without its last revision there is no
 * secret.
 * @source Juju 3.6, reference/hook-command, secret-remove
 */
export const secretRemove: HookTool = {
  name: "secret-remove",
  flags: { revision: { flag: "revision", takes: "text" } },
  run(call, context) {
    const secret = oneSecret(call, context);
    const text = call.flags.get("revision");
    if (typeof text !== "string") return { context: withoutSecret(context, secret.id) };
    const removed = readRevision(text, secret);
    const revisions = secret.revisions.filter(({ revision }) => revision !== removed);
    if (revisions.length === 0) return { context: withoutSecret(context, secret.id) };
    return { context: withSecret(context, { ...secret, revisions }) };
  },
};
