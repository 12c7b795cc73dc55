import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import type { KeptSecret } from "../unit/secrets.ts";
import type { ToolCall } from "./tool.ts";

/** The number of a secret, in any form that its id may have: `ID`, `secret:ID` or `secret://MODEL/ID`. */
const bareId = (uri: string): string =>
  uri
    .replace(/^secret:/, "")
    .split("/")
    .at(-1) ?? uri;

const byLabel = (secrets: readonly KeptSecret[], label: string): KeptSecret => {
  const found = secrets.find((secret) => secret.label === label);
  if (found !== undefined) return found;
  throw new HookToolError(`secret with label ${JSON.stringify(label)} not found`);
};

/**
 * The secret of an id.
 * @throws {HookToolError} when there is none
 */
export const secretById = ({ facts: { secrets = [] } }: HookContext, uri: string): KeptSecret => {
  const id = bareId(uri);
  const found = secrets.find((secret) => secret.id === id);
  if (found !== undefined) return found;
  throw new HookToolError(`secret ${JSON.stringify(id)} not found`);
};

/**
 * The secret that a call is about: by its id, or by its label when it names none.
 * @throws {HookToolError} when there is none, or the call names neither
 */
export const secretOfCall = ({ words, flags }: ToolCall, context: HookContext): KeptSecret => {
  const [uri] = words;
  if (uri !== undefined) return secretById(context, uri);
  const label = flags.get("label");
  if (typeof label === "string" && label !== "") return byLabel(context.facts.secrets ?? [], label);
  throw new HookToolError("require either a secret URI or label", 2);
};

/** The context with a secret as it is from now on; a new one comes last. */
export const withSecret = (context: HookContext, secret: KeptSecret): HookContext => {
  const secrets = context.facts.secrets ?? [];
  const isKnown = secrets.some(({ id }) => id === secret.id);
  const next = isKnown ? secrets.map((one) => (one.id === secret.id ? secret : one)) : [...secrets, secret];
  return { ...context, facts: { ...context.facts, secrets: next } };
};

/** The context without a secret. */
export const withoutSecret = (context: HookContext, id: string): HookContext => ({
  ...context,
  facts: { ...context.facts, secrets: (context.facts.secrets ?? []).filter((secret) => secret.id !== id) },
});

/**
 * Makes sure that no other secret has a label.
 * @throws {HookToolError} when one has
 */
export const refuseTakenLabel = (
  { facts: { secrets = [] } }: HookContext,
  { id, label }: { readonly id?: string; readonly label: string | undefined },
): void => {
  if (label === undefined || !secrets.some((secret) => secret.label === label && secret.id !== id)) return;
  throw new HookToolError(`secret with label ${JSON.stringify(label)} already exists`);
};
