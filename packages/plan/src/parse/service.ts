import { quoted } from "@cobble/wire";
import { commandMessage } from "../command.ts";
import { serviceFields } from "../fields/service.ts";
import { showNumber } from "../print/number.ts";
import { emptyService, type Service } from "../service.ts";
import type { EntryReader, Refusal } from "./section.ts";

const refusals = ({ name, command, backoffFactor }: Service): readonly Refusal[] => {
  const shown = quoted(name);
  const found: Refusal[] = [];
  const wrong = commandMessage(command);
  if (wrong !== undefined) {
    const message = `plan service ${shown} command invalid: cannot parse service ${shown} command: ${wrong}`;
    found.push({ rule: 2, at: ["command"], message });
  }
  if (backoffFactor !== undefined && backoffFactor < 1) {
    const message = `plan service ${shown} backoff-factor must be 1.0 or greater, not ${showNumber(backoffFactor)}`;
    found.push({ rule: 6, at: ["backoff-factor"], message });
  }
  return found;
};

const nameMessage = (name: string): string | undefined => {
  if (name === "") return "cannot use empty string as service name";
  if (name === "pebble") return 'cannot use reserved service name "pebble"';
  if (!name.startsWith("-")) return undefined;
  return `cannot use service name ${quoted(name)}: starting with "-" not allowed`;
};

/**
 * Reads the section `services`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 */
export const serviceReader: EntryReader<Service> = {
  type: "plan.Service",
  sectionType: "map[string]*plan.Service",
  rank: 0,
  fields: serviceFields,
  empty: emptyService,
  nullMessage: (name) => `service object cannot be null for service ${quoted(name)}`,
  nameMessage,
  wordMessage: (name, { key, word }) => `plan service ${quoted(name)} ${key} action ${quoted(word)} invalid`,
  refusals,
};
