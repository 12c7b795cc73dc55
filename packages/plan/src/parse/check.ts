import { quoted } from "@cobble/wire";
import { type Check, type ExecCheck, emptyCheck } from "../check.ts";
import { commandMessage } from "../command.ts";
import { checkFields } from "../fields/check.ts";
import { type AccountMessage, accountFault } from "./account.ts";
import type { EntryReader, Refusal } from "./section.ts";

const timeRefusals = ({ name, periodMs, timeoutMs }: Check): readonly Refusal[] => {
  const sentence = (key: string, sign: string): string =>
    `plan check ${quoted(name)} ${key} must not be ${sign}`;
  const found: Refusal[] = [];
  // A negative period makes the reference fall over when it starts the check, so nobody can depend on it.
  if (periodMs !== undefined && periodMs <= 0) {
    const message = sentence("period", periodMs === 0 ? "zero" : "negative");
    found.push({ rule: 4, at: ["period"], message });
  }
  if (timeoutMs === 0) found.push({ rule: 5, at: ["timeout"], message: sentence("timeout", "zero") });
  return found;
};

const execRefusals = (name: string, exec: ExecCheck, lookUp?: AccountMessage): readonly Refusal[] => {
  const found: Refusal[] = [];
  const command = commandMessage(exec.command, { plain: true });
  if (command !== undefined) {
    const message = `plan check ${quoted(name)} command invalid: ${command}`;
    found.push({ rule: 6, at: ["exec", "command"], message });
  }
  const account = accountFault(exec, lookUp);
  if (account !== undefined) {
    const message = `plan check ${quoted(name)} has invalid user/group: ${account}`;
    found.push({ rule: 7, at: ["exec", exec.user === "" ? "user-id" : "user"], message });
  }
  return found;
};

/**
 * Reads the section `checks`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 * @differs a negative period is refused: the reference panics when the check starts
 */
export const checkReader = (lookUp?: AccountMessage): EntryReader<Check> => ({
  type: "plan.Check",
  sectionType: "map[string]*plan.Check",
  rank: 1,
  fields: checkFields,
  empty: emptyCheck,
  nullMessage: (name) => `check object cannot be null for check ${quoted(name)}`,
  nameMessage: (name) => (name === "" ? "cannot use empty string as check name" : undefined),
  wordMessage: (name, { key, choices: [first, second] }) =>
    `plan check ${quoted(name)} ${key} must be "${first}" or "${second}"`,
  refusals: (check) => [
    ...timeRefusals(check),
    ...(check.exec === undefined ? [] : execRefusals(check.name, check.exec, lookUp)),
  ],
});
