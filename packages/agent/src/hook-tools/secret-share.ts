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
 * `secret-revoke ID -r RELATION [--unit UNIT]` or `--app APPLICATION`: takes {@link secretGrant} back.
 * @source Juju 3.6, reference/hook-command, secret-revoke
 */
export const secretRevoke: HookTool = {
  name: "secret-revoke",
  flags: { ...shareFlags, app: { flag: "app", takes: "text" }, application: { flag: "app", takes: "text" } },
  run(call, context) {
    const secret = oneSecret(call, context);
    const app = call.flags.has("relation") ? undefined : call.flags.get("app");
    const revoked = app === undefined ? readGrant(call, context) : undefined;
    const grants = secret.grants.filter((one) =>
      revoked === undefined ? appAtOtherEnd(one, context) !== app : !isSame(one, revoked),
    );
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
