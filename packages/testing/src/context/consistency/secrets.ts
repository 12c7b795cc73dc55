import { JujuVersion } from "@cobble/charm";
import { bareSecretId } from "../../state/secret.ts";
import { repeated } from "./known-names.ts";
import type { FindFaults, Scene } from "./scene.ts";

const eventFaults = ({ event, state, identity }: Scene): readonly string[] => {
  if (event.kind !== "secret") return [];
  const key = typeof event.secret === "object" ? event.secret.id : event.secret;
  const secret = state.secrets.find(
    ({ id, label }) => label === key || bareSecretId(id) === bareSecretId(key),
  );
  if (secret === undefined) return [`event.secret: the state has no secret ${key}; add it to secrets`];
  if (new JujuVersion(identity.jujuVersion).compare("3.0.0") < 0) {
    return [
      `event.secret: there are no secrets before Juju 3.0.0; this is ${identity.jujuVersion}, set jujuVersion`,
    ];
  }
  const isOwn = secret.owner !== undefined;
  if (event.hook === "changed" && isOwn) {
    return [`event.secret: secret-changed never comes for ${key}, which the unit owns; leave out its owner`];
  }
  if (event.hook !== "changed" && !isOwn) {
    return [
      `event.secret: secret-${event.hook} never comes for ${key}, which the unit does not own; give it an owner`,
    ];
  }
  return [];
};

/** Events of secrets that this unit would never get, secrets that are not there, and labels that two have. */
export const secretFaults: FindFaults = (scene) => {
  const { secrets } = scene.state;
  // One without a label is like no other.
  const labels = secrets.map(({ label }, at) => label ?? at);
  const ids = secrets.map(({ id }) => bareSecretId(id));
  const isEmpty = (content: object): boolean => Object.keys(content).length === 0;
  return [
    ...repeated(labels).map(
      (at) => `secrets[${at}].label: another one has the label ${labels[at]}; rename it`,
    ),
    ...repeated(ids).map((at) => `secrets[${at}].id: another one has the id ${ids[at]}; leave it out`),
    ...secrets.flatMap(({ content, latestContent }, at) =>
      [
        ["content", content] as const,
        ...(latestContent === content ? [] : [["latestContent", latestContent] as const]),
      ].flatMap(([part, texts]) =>
        isEmpty(texts) ? [`secrets[${at}].${part}: it is empty; a secret has one key at least`] : [],
      ),
    ),
    ...eventFaults(scene),
  ];
};
