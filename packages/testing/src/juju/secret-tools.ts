import type { SecretRotate } from "@cobble/charm";
import { bareSecretId, type SecretState } from "../state/secret.ts";
import type { Juju } from "./juju.ts";
import { PlainText, type Tool, type ToolCall, type ToolTable, toolFailure } from "./tool-call.ts";

const requireSecret = (juju: Juju, call: ToolCall): SecretState => {
  const [id] = call.words;
  const label = call.options["--label"];
  const found = juju.state.secrets.find((secret) =>
    id === undefined ? secret.label === label : bareSecretId(secret.id) === bareSecretId(id),
  );
  if (found !== undefined) return found;
  throw toolFailure(call, `secret "${id ?? label}" not found`);
};

const replaceSecret = (juju: Juju, changed: SecretState): void =>
  juju.update({
    secrets: juju.state.secrets.map((secret) => (secret.id === changed.id ? changed : secret)),
  });

/** @throws {HookToolError} unless the unit owns the secret, or leads the application that does */
const requireOwned = (juju: Juju, call: ToolCall): SecretState => {
  const secret = requireSecret(juju, call);
  if (secret.owner === undefined) throw toolFailure(call, `secret "${secret.id}" not found`);
  if (secret.owner === "app" && !juju.state.leader) throw toolFailure(call, "permission denied");
  return secret;
};

const detailsOf = ({ options }: ToolCall): Partial<SecretState> => ({
  ...(options["--label"] === undefined ? {} : { label: options["--label"] }),
  ...(options["--description"] === undefined ? {} : { description: options["--description"] }),
  ...(options["--expire"] === undefined ? {} : { expire: new Date(options["--expire"]) }),
  // The charm's own hook tools let nothing else through.
  ...(options["--rotate"] === undefined ? {} : { rotate: options["--rotate"] as SecretRotate }),
});

const secretAdd: Tool = (juju, call) => {
  const owner = call.options["--owner"] === "unit" ? "unit" : "app";
  if (owner === "app" && !juju.state.leader) throw toolFailure(call, "permission denied");
  const content = call.input.files ?? {};
  const id = juju.newSecretId();
  const details = detailsOf(call);
  if (details.label !== undefined && juju.state.secrets.some(({ label }) => label === details.label)) {
    throw toolFailure(call, `secret with label "${details.label}" already exists`);
  }
  const revisions = { trackedRevision: 1, latestRevision: 1 };
  const made: SecretState = {
    id,
    content,
    latestContent: content,
    ...revisions,
    owner,
    grants: {},
    ...details,
  };
  juju.update({ secrets: [...juju.state.secrets, made] });
  return new PlainText(id);
};

const secretGet: Tool = (juju, call) => {
  const found = requireSecret(juju, call);
  const label = call.words.length > 0 ? call.options["--label"] : undefined;
  const secret = label === undefined ? found : { ...found, label };
  if (call.flags.has("--refresh")) {
    const { latestContent: content, latestRevision: trackedRevision } = secret;
    replaceSecret(juju, { ...secret, content, trackedRevision });
    return content;
  }
  if (label !== undefined) replaceSecret(juju, secret);
  return call.flags.has("--peek") ? secret.latestContent : secret.content;
};

const secretSet: Tool = (juju, call) => {
  const secret = requireOwned(juju, call);
  const content = call.input.files;
  const next =
    content === undefined ? {} : { latestContent: content, latestRevision: secret.latestRevision + 1 };
  replaceSecret(juju, { ...secret, ...detailsOf(call), ...next });
};

const secretInfo: Tool = (juju, call) => {
  const secret = requireOwned(juju, call);
  const { latestRevision: revision, label = "", description, expire, rotate = "never", owner } = secret;
  return {
    [bareSecretId(secret.id)]: {
      revision,
      label,
      owner: owner === "app" ? "application" : "unit",
      rotation: rotate,
      ...(description === undefined ? {} : { description }),
      ...(expire === undefined ? {} : { expiry: expire.toISOString() }),
    },
  };
};

const granteeOf = (juju: Juju, call: ToolCall): { readonly id: number; readonly name: string } => {
  const id = Number(call.options["--relation"]);
  const relation = juju.state.relations.find((each) => each.id === id);
  if (relation === undefined) throw toolFailure(call, `relation ${id} not found`);
  return { id, name: call.options["--unit"] ?? relation.remoteAppName };
};

const secretGrant: Tool = (juju, call) => {
  const secret = requireOwned(juju, call);
  const { id, name } = granteeOf(juju, call);
  const names = new Set([...(secret.grants[id] ?? []), name]);
  replaceSecret(juju, { ...secret, grants: { ...secret.grants, [id]: [...names] } });
};

/** Whether a call takes back what was granted to somebody by a relation. */
const isRevoked = (juju: Juju, call: ToolCall): ((relationId: number, name: string) => boolean) => {
  const { "--relation": relation, "--app": app, "--unit": unit } = call.options;
  if (relation !== undefined) {
    const grantee = granteeOf(juju, call);
    return (relationId, name) => relationId === grantee.id && name === grantee.name;
  }
  const isApps = (relationId: number): boolean =>
    juju.state.relations.some(({ id, remoteAppName }) => id === relationId && remoteAppName === app);
  return (relationId, name) => (app === undefined ? name === unit : isApps(relationId));
};

const secretRevoke: Tool = (juju, call) => {
  const secret = requireOwned(juju, call);
  const revoked = isRevoked(juju, call);
  const grants = Object.entries(secret.grants).flatMap(([id, names]) => {
    const left = names.filter((name) => !revoked(Number(id), name));
    return left.length === 0 ? [] : [[id, left] as const];
  });
  replaceSecret(juju, { ...secret, grants: Object.fromEntries(grants) });
};

const secretRemove: Tool = (juju, call) => {
  const secret = requireOwned(juju, call);
  const text = call.options["--revision"];
  if (text === undefined) {
    juju.update({ secrets: juju.state.secrets.filter(({ id }) => id !== secret.id) });
    return;
  }
  const revision = Number(text);
  if (revision === secret.latestRevision || revision === secret.trackedRevision) {
    throw toolFailure(
      call,
      `cannot remove revision ${revision} of ${secret.id}: it is the one that is read; add another one first`,
    );
  }
  juju.records.removedSecretRevisions.push({ id: secret.id, revision });
};

/** The tools of secrets. */
export const secretTools: ToolTable = {
  "secret-add": secretAdd,
  "secret-get": secretGet,
  "secret-set": secretSet,
  "secret-info-get": secretInfo,
  "secret-grant": secretGrant,
  "secret-revoke": secretRevoke,
  "secret-remove": secretRemove,
  "secret-ids": (juju) =>
    juju.state.secrets.filter(({ owner }) => owner !== undefined).map(({ id }) => bareSecretId(id)),
};
