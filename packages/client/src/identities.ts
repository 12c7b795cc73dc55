import { anything, type GivenIdentities, Identities, type IdentityAction } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import type { Requester } from "./requester.ts";

/** `/v1/identities`. Changes have been written to disk when they settle. */
export interface IdentityCalls {
  /** All identities by name; secrets read as `*****`. */
  list(options?: CallOptions): Promise<Identities>;
  /** Adds identities, of which none may exist. */
  add(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Changes identities, all of which must exist. */
  update(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Adds or changes identities, and removes those that are `null`, whether they exist or not. */
  replace(identities: GivenIdentities, options?: CallOptions): Promise<void>;
  /** Removes identities, all of which must exist. */
  remove(names: readonly string[], options?: CallOptions): Promise<void>;
}

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
