import { JujuVersion } from "@cobble/charm";
import { bareSecretId } from "../../state/secret.ts";
import type { FindFaults } from "./scene.ts";

/** Events of secrets that this unit would never get, secrets that are not there, and labels that two have. */
export const secretFaults: FindFaults = ({ state, event, identity }) => {
  const labels = state.secrets.flatMap(({ label }) => label ?? []);
  const twice = labels.filter((label, index) => labels.indexOf(label) !== index);
  const faults = twice.map((label) => `two secrets have the label ${JSON.stringify(label)}`);
  const empty = state.secrets.filter(({ content }) => Object.keys(content).length === 0);
  faults.push(...empty.map(({ id }) => `secret ${id} has no content: Juju needs one key at least`));
  const { cloudSpec, type } = state.model;
  if (
    cloudSpec !== undefined &&
    type === "kubernetes" &&
    new JujuVersion(identity.jujuVersion).compare("3.6.10") < 0
  ) {
    faults.push(
      `a charm on Kubernetes cannot see the cloud's spec before Juju 3.6.10, this is ${identity.jujuVersion}: make the model's type "lxd", or set jujuVersion`,
    );
  }
  if (event.kind !== "secret") return faults;
  const key = typeof event.secret === "object" ? event.secret.id : event.secret;
  const secret = state.secrets.find(
    ({ id, label }) => label === key || bareSecretId(id) === bareSecretId(key),
  );
  if (secret === undefined) return [...faults, `the event is about secret ${key}, which is not in the state`];
  const isOwn = secret.owner !== undefined;
  if (event.hook === "changed" && isOwn) {
    faults.push(`secret-changed never comes for ${key}: the unit owns it`);
  }
  if (event.hook !== "changed" && !isOwn) {
    faults.push(`secret-${event.hook} never comes for ${key}: the unit does not own it`);
  }
  return faults;
};
