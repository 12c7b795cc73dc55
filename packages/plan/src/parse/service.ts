import { commandMessage } from "../command.ts";
import { defined } from "../defined.ts";
import { emptyService, type Service, type ServiceAction } from "../service.ts";
import type { Place } from "./reading.ts";
import type { Entry, EntryReader } from "./section.ts";

const successActions = ["restart", "shutdown", "failure-shutdown", "ignore"] as const;
const failureActions = ["restart", "shutdown", "success-shutdown", "ignore"] as const;

/** What a field may say, and how to refuse the rest. */
interface ActionRule {
  readonly key: "on-success" | "on-failure" | "on-check-failure";
  readonly allowed: readonly ServiceAction[];
  readonly rule: number;
}

const onSuccess: ActionRule = { key: "on-success", allowed: successActions, rule: 3 };
const onFailure: ActionRule = { key: "on-failure", allowed: failureActions, rule: 4 };
const onCheckFailure: ActionRule = { key: "on-check-failure", allowed: failureActions, rule: 5 };

const toAction = (
  entry: Entry,
  { key, allowed, rule }: ActionRule,
  word: { readonly text: string; readonly at: Place },
): ServiceAction | "" => {
  const known = allowed.find((action) => action === word.text);
  if (known !== undefined || word.text === "") return known ?? "";
  const message = `plan service ${JSON.stringify(entry.name)} ${key} action ${JSON.stringify(word.text)} invalid`;
  entry.refuse({ rule, at: word.at, message });
  return "";
};

const readAction = (entry: Entry, rule: ActionRule): ServiceAction | "" => {
  const text = entry.fields.text(rule.key, "plan.ServiceAction");
  return toAction(entry, rule, { text, at: entry.fields.place(rule.key) });
};

const readCheckActions = (entry: Entry): Service["onCheckFailure"] => {
  const at = entry.fields.place(onCheckFailure.key);
  const words = entry.fields.textMap(onCheckFailure.key, "plan.ServiceAction");
  return new Map(
    [...words].map(([check, text]) => [
      check,
      toAction(entry, onCheckFailure, { text, at: { ...at, path: `${at.path}.${check}` } }),
    ]),
  );
};

const readCommand = (entry: Entry): string => {
  const command = entry.fields.text("command");
  const message = commandMessage(command);
  if (message !== undefined) {
    const name = JSON.stringify(entry.name);
    const text = `plan service ${name} command invalid: cannot parse service ${name} command: ${message}`;
    entry.refuse({ rule: 2, at: entry.fields.place("command"), message: text });
  }
  return command;
};

const readFactor = (entry: Entry): number | undefined => {
  const factor = entry.fields.factor("backoff-factor");
  if (factor !== undefined && factor < 1) {
    const message = `plan service ${JSON.stringify(entry.name)} backoff-factor must be 1.0 or greater, not ${factor}`;
    entry.refuse({ rule: 6, at: entry.fields.place("backoff-factor"), message });
  }
  return factor;
};

const read = (entry: Entry): Service => {
  const { name, fields } = entry;
  return {
    ...emptyService(name),
    summary: fields.text("summary"),
    description: fields.text("description"),
    startup: fields.text("startup", "plan.ServiceStartup"),
    override: fields.text("override", "plan.Override"),
    command: readCommand(entry),
    after: fields.texts("after"),
    before: fields.texts("before"),
    requires: fields.texts("requires"),
    environment: fields.textMap("environment"),
    user: fields.text("user"),
    group: fields.text("group"),
    workingDir: fields.text("working-dir"),
    workload: fields.text("workload"),
    onSuccess: readAction(entry, onSuccess),
    onFailure: readAction(entry, onFailure),
    onCheckFailure: readCheckActions(entry),
    ...defined({
      userId: fields.integer("user-id"),
      groupId: fields.integer("group-id"),
      backoffDelayMs: fields.durationMs("backoff-delay"),
      backoffFactor: readFactor(entry),
      backoffLimitMs: fields.durationMs("backoff-limit"),
      killDelayMs: fields.durationMs("kill-delay"),
    }),
  };
};

const nameMessage = (name: string): string | undefined => {
  if (name === "") return "cannot use empty string as service name";
  if (name === "pebble") return 'cannot use reserved service name "pebble"';
  if (!name.startsWith("-")) return undefined;
  return `cannot use service name ${JSON.stringify(name)}: starting with "-" not allowed`;
};

/**
 * Reads the section `services`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 */
export const serviceReader: EntryReader<Service> = {
  type: "plan.Service",
  sectionType: "map[string]*plan.Service",
  rank: 0,
  nullMessage: (name) => `service object cannot be null for service ${JSON.stringify(name)}`,
  nameMessage,
  read,
};
