import type { KeptSecret } from "../unit/secrets.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { secretOfCall } from "./secrets.ts";
import type { HookTool } from "./tool.ts";

const infoOf = (secret: KeptSecret): Readonly<Record<string, unknown>> => ({
  revision: secret.latest,
  ...(secret.label === undefined ? {} : { label: secret.label }),
  owner: secret.owner,
  ...(secret.description === undefined ? {} : { description: secret.description }),
  rotation: secret.rotation,
  ...(secret.expires === undefined ? {} : { expiry: secret.expires }),
  ...(secret.rotates === undefined ? {} : { rotates: secret.rotates }),
  ...(secret.grants.length === 0 ? {} : { access: secret.grants.map(accessOf) }),
});

const accessOf = ({ relation, unit }: KeptSecret["grants"][number]): Readonly<Record<string, string>> => ({
  ...(unit === undefined ? {} : { target: `unit-${unit.replace("/", "-")}` }),
  scope: `relation-${relation.replace(":", "-")}`,
  role: "view",
});

/**
 * `secret-info-get ID` or `--label L`: what is known of a secret, by its id.
 * @source Juju 3.6, reference/hook-command, secret-info-get
 */
export const secretInfoGet: HookTool = {
  name: "secret-info-get",
  flags: { ...outputFlags, label: { flag: "label", takes: "text" } },
  run(call, context) {
    refuseExtra(call.words, 1);
    const secret = secretOfCall(call, context);
    return { stdout: printValue({ [secret.id]: infoOf(secret) }, call) };
  },
};

/**
 * `secret-ids`: the secrets that the charm owns.
 * @source Juju 3.6, reference/hook-command, secret-ids
 */
export const secretIds: HookTool = {
  name: "secret-ids",
  flags: outputFlags,
  run(call, { facts: { secrets = [] } }) {
    refuseExtra(call.words, 0);
    return {
      stdout: printValue(
        secrets.map(({ id }) => id),
        call,
      ),
    };
  },
};
