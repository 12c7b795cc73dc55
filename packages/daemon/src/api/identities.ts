import { IdentitiesRequest, type IdentityAction, identityActions, quoted } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { IdentityManager } from "../managers/identities/manager.ts";
import { actorOf } from "./audit.ts";
import { readBody } from "./body.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

const readAction = (text: string): IdentityAction => {
  const known = identityActions.find((action) => action === text);
  if (known !== undefined) return known;
  const allowed = '"add", "update", "replace", or "remove"';
  throw new ApiError(400, `invalid action ${quoted(text)}, must be ${allowed}`);
};

/**
 * Makes the handlers of `/v1/identities`.
 * @source pebble 1.32, docs/specs/openapi.yaml, /v1/identities; seen: entries are judged before the action
 */
export const createIdentityHandlers = (
  manager: IdentityManager,
): { readonly list: Handler; readonly act: Handler } => ({
  list: () => sync(manager.list()),
  act: async (request) => {
    const body = await readBody(request, IdentitiesRequest, { prefix: "cannot decode request body" });
    const identities = manager.read(body.identities ?? {});
    const action = readAction(body.action ?? "");
    await manager.change({ action, identities, actor: actorOf(request.caller) ?? "unknown" });
    return sync(undefined);
  },
});
