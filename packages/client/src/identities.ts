import { anything, type GivenIdentities, Identities, type IdentityAction } from "@cobble/wire";
import type { CallOptions, IdentityCalls } from "./client.ts";
import type { Requester } from "./requester.ts";

const target = "/v1/identities";

/** The calls of `/v1/identities`. */
export const identityCalls = (requester: Requester): IdentityCalls => {
  const act = async (
    action: IdentityAction,
    identities: GivenIdentities,
    options: CallOptions | undefined,
  ): Promise<void> => {
    await requester.post({ target, body: { action, identities }, schema: anything(), options });
  };
  return {
    list: (options) => requester.get({ target, schema: Identities, options }),
    add: (identities, options) => act("add", identities, options),
    update: (identities, options) => act("update", identities, options),
    replace: (identities, options) => act("replace", identities, options),
    remove: (names, options) => act("remove", Object.fromEntries(names.map((name) => [name, null])), options),
  };
};
