import type { SecretContent } from "../hook-tools/secret.ts";
import { SecretContentError } from "./errors.ts";

/** Juju's own rule of keys. */
const keyPattern = /^[a-z](?:-?[a-z0-9]){2,}$/;

/**
 * Makes sure that the agent would take a content, whatever the compiler was told: when it does not, that shows only after
 * the hook, in an error of the unit.
 * @throws {SecretContentError} when it is empty, or has a wrong key or a value that is no text
 * @source ops 3.9, ops/model.py, Secret._validate_content
 */
export const assertSecretContent = (content: SecretContent): void => {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(content);
  if (entries.length === 0) throw new SecretContentError("cannot use an empty content for a secret");
  const wrongKeys = entries.flatMap(([key]) => (keyPattern.test(key) ? [] : [JSON.stringify(key)]));
  if (wrongKeys.length > 0) {
    const rule =
      "a key has at least 3 lower-case letters, digits and single inner dashes, and begins with a letter";
    throw new SecretContentError(`cannot use ${wrongKeys.join(", ")} as keys of a secret: ${rule}`);
  }
  const wrongValues = entries.flatMap(([key, value]) => (typeof value === "string" ? [] : [key]));
  if (wrongValues.length > 0) {
    throw new SecretContentError(
      `cannot use the values of ${wrongValues.join(", ")} in a secret: each value is a text`,
    );
  }
};

/**
 * The form of a secret's id that the agent takes everywhere, with the model that it is from.
 * @param id as in `d0jh9s7mp25c77a5nhg0`, or with `secret:` before it already
 * @param modelUuid left out of the id when it is empty
 * @source ops 3.9, ops/model.py, Secret._canonicalize_id
 */
export const canonicalSecretId = (id: string, modelUuid: string): string => {
  const trimmed = id.trim();
  if (trimmed.startsWith("secret:")) return trimmed;
  return modelUuid === "" ? `secret:${trimmed}` : `secret://${modelUuid}/${trimmed}`;
};
