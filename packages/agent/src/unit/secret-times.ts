import type { Hook } from "../hooks/hook.ts";
import { type KeptSecret, nextRotation } from "./secrets.ts";

/** A hook that the time of a secret has come for. */
type SecretHook = Extract<Hook, { secret: unknown }>;

const hookOf = (
  kind: SecretHook["kind"],
  { id, label, latest }: KeptSecret,
  revision: number = latest,
): SecretHook => ({ kind, secret: { id, label, revision } });

/** The hooks that tell of old revisions that nobody reads any more, of which the charm was not told. */
export const unusedRevisionHooks = (secrets: readonly KeptSecret[]): readonly SecretHook[] =>
  secrets.flatMap((secret) => {
    const { revisions, latest, tracked, unused = [] } = secret;
    return revisions
      .map(({ revision }) => revision)
      .filter((revision) => revision !== latest && revision !== tracked && !unused.includes(revision))
      .map((revision) => hookOf("secret-remove", secret, revision));
  });

const isDue = (time: string | undefined, nowMs: number): boolean =>
  time !== undefined && Date.parse(time) <= nowMs;

/** The hooks that are due: of each secret that is to be rotated, and of each that is over. */
export const dueSecretHooks = (secrets: readonly KeptSecret[], now: string): readonly SecretHook[] => {
  const nowMs = Date.parse(now);
  return secrets.flatMap((secret) => [
    ...(isDue(secret.rotates, nowMs) ? [hookOf("secret-rotate", secret)] : []),
    ...(isDue(secret.expires, nowMs) ? [hookOf("secret-expired", secret)] : []),
  ]);
};

/** How long it is until the first hook of a secret is due, in milliseconds; undefined when none will be. */
export const nextSecretHookMs = (secrets: readonly KeptSecret[], now: string): number | undefined => {
  const times = secrets
    .flatMap(({ rotates, expires }) => [rotates, expires])
    .filter((time) => time !== undefined)
    .map((time) => Date.parse(time));
  return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - Date.parse(now));
};

/** The secrets after a hook has succeeded: the charm is told once that one is over or a revision is unused, and again when it is rotated next. */
export const afterSecretHook = (
  secrets: readonly KeptSecret[],
  { hook, now }: { readonly hook: Hook; readonly now: string },
): readonly KeptSecret[] =>
  secrets.map((secret) => {
    if (!("secret" in hook) || hook.secret.id !== secret.id) return secret;
    if (hook.kind === "secret-remove") {
      return { ...secret, unused: [...(secret.unused ?? []), hook.secret.revision] };
    }
    const { rotates: _rotates, expires: _expires, ...rest } = secret;
    if (hook.kind === "secret-expired") {
      return secret.rotates === undefined ? rest : { ...rest, rotates: secret.rotates };
    }
    const rotates = nextRotation(secret.rotation, now);
    return {
      ...rest,
      ...(rotates === undefined ? {} : { rotates }),
      ...(secret.expires === undefined ? {} : { expires: secret.expires }),
    };
  });
