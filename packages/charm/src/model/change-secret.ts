import type { SecretContent, SecretDetails } from "../hook-tools/secret.ts";
import type { ModelDeps } from "./model-deps.ts";

/** What of a secret is to be another; what is left out stays. */
export interface SecretChange {
  readonly id: string;
  readonly change: SecretDetails & { readonly content?: SecretContent };
}

/**
 * Fills a change up to the whole of what is to be said of the secret, as it is now.
 * @param change an empty label or description stands for none, as the agent has it
 */
const fillUp = async (
  { tools }: Pick<ModelDeps, "tools">,
  { id, change }: SecretChange,
): Promise<SecretChange["change"]> => {
  const content = change.content ?? (await tools.secretGet({ id }, { peek: true }));
  const { label, description, expire, rotate } = change;
  if ([label, description, expire, rotate].every((detail) => detail !== undefined))
    return { ...change, content };
  const facts = await tools.secretInfoGet({ id });
  return {
    content,
    label: label || facts.label,
    description: description || facts.description,
    expire: expire ?? facts.expires,
    rotate: rotate ?? facts.rotation,
  };
};

/**
 * Changes a secret. Of several changes in one hook, Juju before 3.6 keeps the last only, so each of them says everything there.
 * @source ops 3.9, ops/model.py, _ModelBackend.secret_set; https://bugs.launchpad.net/juju/+bug/2081034
 */
export const changeSecret = async (
  deps: Pick<ModelDeps, "tools" | "jujuVersion">,
  { id, change }: SecretChange,
): Promise<void> => {
  const whole = deps.jujuVersion.compare("3.6") < 0 ? await fillUp(deps, { id, change }) : change;
  await deps.tools.secretSet(id, whole);
};
