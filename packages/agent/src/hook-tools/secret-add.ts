import { HookToolError } from "../errors.ts";
import type { KeptSecret } from "../unit/secrets.ts";
import { readSecretContent } from "./secret-content.ts";
import { readOwner, readSecretDetails, secretFlags } from "./secret-details.ts";
import { refuseTakenLabel, secretById, withSecret } from "./secrets.ts";
import type { HookTool } from "./tool.ts";

/** The form that Juju's ids have: 20 digits of base 32, in lower case. */
const secretId = (id: string): string =>
  BigInt(`0x${id.replaceAll("-", "")}`)
    .toString(32)
    .padStart(26, "0")
    .slice(-20);

/**
 * `secret-add [--label L] [--description D] [--expire T] [--rotate R] [--owner application|unit] KEY=VALUE ...`: makes a
 * secret, and prints its id. It is kept in the pod's own folder, in a file that only its user reads.
 * @source Juju 3.6, reference/hook-command, secret-add
 */
export const secretAdd: HookTool = {
  name: "secret-add",
  flags: secretFlags,
  run(call, context) {
    const content = readSecretContent(call, call.words);
    if (Object.keys(content).length === 0) throw new HookToolError("missing secret value or filename", 2);
    const details = readSecretDetails(call);
    refuseTakenLabel(context, { label: details.label });
    const secret: KeptSecret = {
      rotation: "never",
      ...details,
      id: secretId(call.newId()),
      owner: readOwner(call),
      revisions: [{ revision: 1, content }],
      latest: 1,
      tracked: 0,
      grants: [],
    };
    return { stdout: `secret:${secret.id}\n`, context: withSecret(context, secret) };
  },
};

const isSame = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value);

/** A revision more, unless its content is that of the last. */
const withContent = (secret: KeptSecret, content: Readonly<Record<string, string>>): KeptSecret => {
  const last = secret.revisions.find(({ revision }) => revision === secret.latest);
  if (Object.keys(content).length === 0 || (last !== undefined && isSame(last.content, content)))
    return secret;
  const latest = secret.latest + 1;
  return { ...secret, latest, revisions: [...secret.revisions, { revision: latest, content }] };
};

/**
 * `secret-set ID [KEY=VALUE ...]`: makes a new revision of a secret, or says something else of it.
 * @source Juju 3.6, reference/hook-command, secret-set
 */
export const secretSet: HookTool = {
  name: "secret-set",
  flags: secretFlags,
  run(call, context) {
    const [uri, ...words] = call.words;
    if (uri === undefined) throw new HookToolError("missing secret URI", 2);
    const secret = secretById(context, uri);
    const details = readSecretDetails(call);
    refuseTakenLabel(context, { id: secret.id, label: details.label });
    const { rotates, ...rest } = withContent(secret, readSecretContent(call, words));
    // Another rotation sets the time of the next one, or that there is none.
    const kept = details.rotation !== undefined || rotates === undefined ? rest : { ...rest, rotates };
    const changed = { ...kept, ...details };
    return { context: withSecret(context, changed) };
  },
};
